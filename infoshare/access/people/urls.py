"""Addresses of this area. Ids only."""

from django.urls import path

from infoshare.access.people import views, views_of_homes, views_of_roles
from infoshare.access.who_opens.views import who_may_open

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", views.person_new, name="person-new"),
    path("people/to-agree/", views_of_roles.roles_to_agree, name="roles-to-agree"),
    path("people/to-agree/<uuid:pk>/", views_of_roles.role_answer, name="role-answer"),
    path("people/propose/", views_of_roles.role_propose, name="role-propose"),
    path("people/to-agree/<uuid:pk>/withdraw/", views_of_roles.role_withdraw, name="role-withdraw"),
    path("people/report/", views_of_homes.access_report, name="access-report"),
    path("people/who-may-open/", who_may_open, name="who-may-open"),
    path("people/<uuid:pk>/", views.person, name="person"),
    path("people/<uuid:pk>/role/", views_of_roles.person_appoint, name="person-appoint"),
    path("people/<uuid:pk>/telephone/", views.person_telephone, name="person-telephone"),
    path("people/<uuid:pk>/training/", views.person_training, name="person-training"),
    path("people/<uuid:pk>/suspend/", views.person_suspend, name="person-suspend"),
    path("people/<uuid:pk>/lift/", views.person_lift, name="person-lift"),
    path("appointments/<uuid:pk>/end/", views_of_roles.appointment_end, name="appointment-end"),
    path("appointments/<uuid:pk>/move/", views_of_roles.appointment_move, name="appointment-move"),
    path("homes/", views_of_homes.homes, name="homes"),
    path("homes/new/", views_of_homes.home_new, name="home-new"),
    path("homes/<uuid:pk>/close/", views_of_homes.home_close, name="home-close"),
    path("homes/<uuid:pk>/details/", views_of_homes.home_details, name="home-details"),
    path("homes/<uuid:pk>/number-on-call/", views_of_homes.home_on_call, name="home-on-call"),
]
