"""The roof's table of contents."""

urlpatterns = []
