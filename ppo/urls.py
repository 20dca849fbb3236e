"""Every address of the product, in the order of the house."""

from django.urls import path

from ppo import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]
