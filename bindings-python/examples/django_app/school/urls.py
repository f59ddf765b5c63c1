"""Where everything is."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from marking import views

urlpatterns = [
    path("login/", LoginView.as_view(template_name="marking/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("", views.exams, name="exams"),
    path("papers/<str:paper>/", views.desk, name="desk"),
    path("papers/<str:paper>/pages/<int:number>.png", views.page, name="page"),
    path("papers/<str:paper>/paper.pdf", views.paper_pdf, name="paper"),
    path("papers/<str:paper>/state/", views.state, name="state"),
    path("papers/<str:paper>/lock/", views.lock, name="lock"),
    path("papers/<str:paper>/annotations/", views.annotations, name="annotations"),
    path("papers/<str:paper>/scores/", views.scores, name="scores"),
    path("papers/<str:paper>/finalize/", views.finalize, name="finalize"),
    path("papers/<str:paper>/final.pdf", views.final_pdf, name="final"),
]
