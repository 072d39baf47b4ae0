"""The map."""
urlpatterns = []
