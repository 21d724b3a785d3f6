package io.howdah.datasource.narayana;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.howdah.datasource.HowdahXADataSource;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A program with Narayana as its transaction manager that moves money between two databases, and may die of it. Run by
 * {@link TransactionManagerServerTest}, each time in a JVM of its own.
 */
final class TransferProgram {
    /** What it ends with when it dies in the midst. */
    static final int DEAD = 86;

    private static final String NODE = "howdah";

    enum Task {
        COMMIT,
        ROLL_BACK,
        /** With a statement that fails in the second database, which the program does not care about. */
        COMMIT_AFTER_A_FAILURE,
        /** A transaction in one of them, which takes one phase. */
        COMMIT_IN_ONE,
        /** One transaction after the other over the same two connections. */
        COMMIT_TWICE,
        /** When all are prepared and the manager has decided, before anything is committed. */
        DIE_BEFORE_THE_FIRST_COMMIT,
        /** When one is committed, and the other is not. */
        DIE_BEFORE_THE_SECOND_COMMIT,
        /** When one is prepared, and the manager has decided nothing. */
        DIE_BEFORE_THE_SECOND_PREPARE,
        /** What the manager does when it starts anew. */
        RECOVER
    }

    private final String[] urls;

    private TransferProgram(String[] urls) {
        this.urls = urls;
    }

    /** @param arguments the task, a directory for the manager's log, and the URLs of two databases */
    public static void main(String[] arguments) throws Exception {
        configure(arguments[1]);
        new TransferProgram(new String[] {arguments[2], arguments[3]}).run(Task.valueOf(arguments[0]));
        // Narayana leaves threads behind.
        System.exit(0);
    }

    private static void configure(String directory) throws Exception {
        BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier(NODE);
        for (String store : new String[] {null, "communicationStore", "stateStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir(directory);
        }
        var jta = BeanPopulator.getDefaultInstance(JTAEnvironmentBean.class);
        jta.setXaRecoveryNodes(List.of(NODE));
        jta.setOrphanSafetyInterval(0);
        BeanPopulator.getDefaultInstance(RecoveryEnvironmentBean.class).setRecoveryBackoffPeriod(1);
    }

    private void run(Task task) throws Exception {
        if (task == Task.RECOVER) {
            recover();
            return;
        }
        XAConnection from = dataSource(urls[0]).getXAConnection();
        XAConnection to = dataSource(urls[1]).getXAConnection();
        TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        for (int i = 0; i < (task == Task.COMMIT_TWICE ? 2 : 1); i++) {
            transfer(task, manager, from, to);
        }
        from.close();
        to.close();
    }

    private static void transfer(Task task, TransactionManager manager, XAConnection from, XAConnection to)
            throws Exception {
        manager.begin();
        Transaction transaction = manager.getTransaction();
        XAResource first = mortal(task, from.getXAResource());
        XAResource second = mortal(task, to.getXAResource());
        transaction.enlistResource(first);
        try (Connection connection = from.getConnection()) {
            execute(connection, "update account set amount = amount - 5 where id = 1");
        }
        if (task != Task.COMMIT_IN_ONE) {
            transaction.enlistResource(second);
            try (Connection connection = to.getConnection()) {
                execute(connection, "update account set amount = amount + 5 where id = 1");
                if (task == Task.COMMIT_AFTER_A_FAILURE) {
                    execute(connection, "select 1 / 0");
                }
            } catch (SQLException e) {
                System.out.println("failed with " + e.getSQLState());
            }
        }
        if (task == Task.ROLL_BACK) {
            manager.rollback();
            return;
        }
        try {
            manager.commit();
            System.out.println("committed");
        } catch (RollbackException e) {
            System.out.println("rolled back");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static XAResource mortal(Task task, XAResource resource) {
        return switch (task) {
            case DIE_BEFORE_THE_FIRST_COMMIT -> new MortalResource(resource, "commit", 1);
            case DIE_BEFORE_THE_SECOND_COMMIT -> new MortalResource(resource, "commit", 2);
            case DIE_BEFORE_THE_SECOND_PREPARE -> new MortalResource(resource, "prepare", 2);
            default -> resource;
        };
    }

    private void recover() throws Exception {
        RecoveryManager manager = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        XARecoveryModule.getRegisteredXARecoveryModule().addXAResourceRecoveryHelper(new Helper());
        // The first scan sees what there is, the second what is still there and so belongs to nobody.
        manager.scan();
        manager.scan();
        manager.terminate();
    }

    private static HowdahXADataSource dataSource(String url) {
        var dataSource = new HowdahXADataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    /** What an application server has for each DataSource. */
    private final class Helper implements XAResourceRecoveryHelper {
        @Override
        public boolean initialise(String parameter) {
            return true;
        }

        @Override
        public XAResource[] getXAResources() throws SQLException {
            return new XAResource[] {
                dataSource(urls[0]).getXAConnection().getXAResource(),
                dataSource(urls[1]).getXAConnection().getXAResource()
            };
        }
    }

    /** The JVM dies in the n-th call of a method. */
    private static final class MortalResource implements XAResource {
        private static int calls;

        private final XAResource resource;
        private final String deadly;
        private final int fatal;

        MortalResource(XAResource resource, String deadly, int fatal) {
            this.resource = resource;
            this.deadly = deadly;
            this.fatal = fatal;
        }

        private void maybeDie(String method) {
            if (method.equals(deadly) && ++calls == fatal) {
                Runtime.getRuntime().halt(DEAD);
            }
        }

        @Override
        public int prepare(Xid xid) throws XAException {
            maybeDie("prepare");
            return resource.prepare(xid);
        }

        @Override
        public void commit(Xid xid, boolean onePhase) throws XAException {
            maybeDie("commit");
            resource.commit(xid, onePhase);
        }

        @Override
        public void rollback(Xid xid) throws XAException {
            resource.rollback(xid);
        }

        @Override
        public void start(Xid xid, int flags) throws XAException {
            resource.start(xid, flags);
        }

        @Override
        public void end(Xid xid, int flags) throws XAException {
            resource.end(xid, flags);
        }

        @Override
        public void forget(Xid xid) throws XAException {
            resource.forget(xid);
        }

        @Override
        public Xid[] recover(int flag) throws XAException {
            return resource.recover(flag);
        }

        @Override
        public boolean isSameRM(XAResource other) {
            return other == this;
        }

        @Override
        public int getTransactionTimeout() throws XAException {
            return resource.getTransactionTimeout();
        }

        @Override
        public boolean setTransactionTimeout(int seconds) throws XAException {
            return resource.setTransactionTimeout(seconds);
        }
    }
}
