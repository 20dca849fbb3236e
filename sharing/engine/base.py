from django.db.backends.postgresql import base

from sharing import looking


class DatabaseWrapper(base.DatabaseWrapper):
    def set_autocommit(self, autocommit, force_begin_transaction_with_broken_autocommit=False):
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit:
            self.say_looker()

    def say_looker(self):
        """Local to the transaction, so a pooled connection carries nothing over; bound, so no log shows the token."""
        with self.connection.cursor() as cursor:  # psycopg's own cursor: not in Django's query log
            cursor.execute("select set_config('app.viewer', %s, true)", [looking.token(looking.looker.get())])
