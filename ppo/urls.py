"""Every address of the product, in the order of the house."""

from django.urls import include, path

from ppo import errors, health, pages
from ppo.demo import pages as demo
from ppo.home.views import home

urlpatterns = [
    path("", home, name="home"),
    path("reports/", include("reports.urls")),
    path("account/", pages.account, name="account"),
    path("account/capacity/", pages.capacity_choose, name="capacity_choose"),
    path("account/stay/", pages.stay_signed_in, name="stay_signed_in"),
    path("account/", include("ppo.sign_in_urls")),
    path("help/", pages.help_page, name="help"),
    path("help/accessibility/", pages.accessibility, name="accessibility"),
    path("help/privacy/", pages.privacy, name="privacy"),
    path("rights/", include("ppo.rights.urls")),
    path("", include("sharing.urls")),
    path("", include("casework.urls")),
    path("", include("pathways.urls")),
    path("", include("cohort.urls")),
    path("", include("reviews.urls")),
    path("csp-report/", pages.csp_report, name="csp_report"),
    path("demo/mail/", demo.mail_list, name="demo_mail_list"),
    path("demo/mail/<int:number>/", demo.mail_read, name="demo_mail_read"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.fault
