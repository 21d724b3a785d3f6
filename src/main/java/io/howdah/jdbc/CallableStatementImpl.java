package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.CallMode;
import io.howdah.error.CallErrors;
import io.howdah.error.SqlErrors;
import io.howdah.error.SqlState;
import io.howdah.jdbc.OutParameters.RoutineReturn;
import io.howdah.jdbc.Routine.Parameter;
import io.howdah.jdbc.result.RefCursors;
import io.howdah.session.TransactionStatus;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.RoutineCall;
import io.howdah.sql.RoutineCall.Argument;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * A call of a function or procedure.
 *
 * <p>What is sent is decided when it runs: by what the catalogue has of that name, and by which placeholders have values.
 * The catalogue is asked once per connection.
 */
final class CallableStatementImpl extends CallableGetters {
    private static final String RETURN_VALUE_NAME = "returnValue";

    /** What the server says when what is called is not what the catalogue said before. */
    private static final Set<String> OUTDATED = Set.of(
            SqlState.UNDEFINED_FUNCTION.code(), SqlState.AMBIGUOUS_FUNCTION.code(), SqlState.WRONG_OBJECT_TYPE.code());

    /** Null if the text is no call: then it is a prepared statement like any other. */
    private final RoutineCall call;

    private final CallMode mode;
    private final OutParameters outs;

    /** How the text of now came about; null before the first execution. */
    private CallPlan plan;

    private List<Routine> planRoutines;
    private BitSet planSet;
    private BitSet planRegistered;
    private ParsedSql written;
    private boolean byName;

    private CallableStatementImpl(
            ConnectionImpl connection, JdbcContext context, ResultSetKind kind, ParsedSql parsed, RoutineCall call)
            throws SQLException {
        super(connection, context, kind, parsed);
        this.call = call;
        this.mode = context.settings().callMode();
        this.outs = new OutParameters(parameters().count());
        this.written = parsed;
    }

    /** Typed so that a connection is loaded without this class. */
    static StatementImpl of(ConnectionImpl connection, JdbcContext context, ResultSetKind kind, ParsedSql parsed)
            throws SQLException {
        RoutineCall call = RoutineCall.of(parsed, context.strings());
        return new CallableStatementImpl(connection, context, kind, call == null ? parsed : call.unchanged(), call);
    }

    // ---- executing

    @Override
    public boolean execute() throws SQLException {
        running();
        try {
            return call();
        } finally {
            ran();
        }
    }

    private boolean call() throws SQLException {
        outs.forget();
        if (call == null) {
            return super.execute();
        }
        decide();
        boolean rows = executeDecided();
        if (plan.givesRows()) {
            return rows;
        }
        outs.take(rows ? takeResult() : null, plan);
        return false;
    }

    private boolean executeDecided() throws SQLException {
        try {
            return super.execute();
        } catch (SQLException e) {
            if (plan.routine() == null || !OUTDATED.contains(e.getSQLState())) {
                throw e;
            }
            context().routines().forget(call);
            CallPlan failed = plan;
            if (context().session().settledStatus() == TransactionStatus.IDLE) {
                decide();
            }
            if (plan.isSentLike(failed)) {
                throw e;
            }
            return super.execute();
        }
    }

    /** {@inheritDoc} 0 for a function, whose rows are left out. */
    @Override
    public long executeLargeUpdate() throws SQLException {
        running();
        try {
            execute();
            if (call != null && getResultSet() != null) {
                forgetResults();
                return 0;
            }
            return firstUpdateCount();
        } finally {
            ran();
        }
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        running();
        try {
            return super.executeQuery();
        } finally {
            ran();
        }
    }

    @Override
    public void addBatch() throws SQLException {
        requireOpen();
        if (call != null) {
            decide();
            if (!plan.outputs().isEmpty()) {
                throw CallErrors.outputInBatch();
            }
        }
        super.addBatch();
    }

    @Override
    void requireParameters() throws SQLException {
        if (call == null) {
            super.requireParameters();
        } else {
            parameters().require(written.statements().get(0));
        }
    }

    @Override
    void tellClosed() {
        connection().preparedClosed(this);
    }

    @Override
    void clearAway() throws SQLException {
        outs.forget();
        super.clearAway();
    }

    /** Finds the plan for what is set and registered now, and takes the text for it. */
    private void decide() throws SQLException {
        BitSet set = setMarks();
        if (call.returnsValue() && set.get(CallPlan.RETURN_VALUE)) {
            throw CallErrors.returnValueSet();
        }
        List<Routine> routines = isAsked() ? context().routines().named(call) : List.of();
        if (plan != null
                && planRoutines == routines
                && planSet.equals(set)
                && planRegistered.equals(outs.registered())) {
            return;
        }
        CallResolver resolver = new CallResolver(call, set, outs.registered(), byName);
        CallPlan decided =
                isAsked() ? resolver.resolve(routines, mode) : resolver.byRegistration(CallResolver.form(call, mode));
        if (plan == null || !plan.isSentLike(decided)) {
            if (hasBatch()) {
                // Its entries are encoded for the text of before.
                throw CallErrors.otherCallInBatch();
            }
            written = call.written(decided.form(), decided.given());
            rewrite(written);
        }
        plan = decided;
        planRoutines = routines;
        planSet = set;
        planRegistered = (BitSet) outs.registered().clone();
    }

    /** Whether the catalogue is. With a fixed mode nobody is to be asked, unless there are names to find. */
    private boolean isAsked() {
        return mode == CallMode.AUTO || !call.isEscape();
    }

    private BitSet setMarks() {
        BitSet set = new BitSet();
        for (int i = 0; i < parameters().count(); i++) {
            set.set(i, parameters().isSet(i));
        }
        return set;
    }

    // ---- names

    @Override
    int position(String parameterName) throws SQLException {
        requireCall("A parameter's name");
        if (parameterName == null) {
            throw SqlErrors.badArgument("The name of a parameter is null");
        }
        byName = true;
        int mark = mark(parameterName);
        if (mark < 0) {
            throw CallErrors.noSuchParameter(parameterName, call.name(), names());
        }
        return mark + 1;
    }

    /** -1 if none has the name; no name is nobody's. */
    private int mark(String name) throws SQLException {
        if (name == null) {
            return -1;
        }
        for (Argument argument : call.arguments()) {
            if (argument.mark() != RoutineCall.NO_MARK && name.equalsIgnoreCase(argument.name())) {
                return argument.mark();
            }
        }
        int found = -1;
        for (CallPlan each : plans()) {
            int mark = mark(name, each);
            if (mark >= 0 && found >= 0 && mark != found) {
                throw CallErrors.ambiguousParameter(name, call.name());
            }
            found = mark >= 0 ? mark : found;
        }
        boolean returned = found < 0 && call.returnsValue() && name.equalsIgnoreCase(RETURN_VALUE_NAME);
        return returned ? CallPlan.RETURN_VALUE : found;
    }

    private static int mark(String name, CallPlan plan) {
        int anyCase = -1;
        for (int mark = 0; mark < plan.parameters().length; mark++) {
            Parameter parameter = plan.parameters()[mark];
            if (parameter != null && parameter.name().equals(name)) {
                return mark;
            }
            if (anyCase < 0 && parameter != null && parameter.name().equalsIgnoreCase(name)) {
                anyCase = mark;
            }
        }
        return anyCase;
    }

    private List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        for (CallPlan each : plans()) {
            for (Parameter parameter : each.parameters()) {
                if (parameter != null && !parameter.name().isEmpty() && !names.contains(parameter.name())) {
                    names.add(parameter.name());
                }
            }
        }
        return names;
    }

    /** For each routine that the call may mean, as far as that can be told now. */
    private List<CallPlan> plans() throws SQLException {
        return new CallResolver(call, setMarks(), outs.registered(), byName)
                .plans(context().routines().named(call));
    }

    private void requireCall(String what) throws SQLException {
        requireOpen();
        if (call == null) {
            throw CallErrors.notACall(what);
        }
    }

    // ---- outputs

    @Override
    void register(int parameterIndex, int sqlType, int scale) throws SQLException {
        requireCall("An OUT parameter");
        outs.register(parameters().slot(parameterIndex), new OutType(sqlType, scale));
    }

    @Override
    ResultSet values() throws SQLException {
        requireOpen();
        if (plan != null && plan.givesRows() && !plan.outputs().isEmpty()) {
            throw CallErrors.returnsSet(plan.outputs().nextSetBit(0) + 1);
        }
        return outs.row();
    }

    @Override
    int column(int parameterIndex) throws SQLException {
        requireOpen();
        return outs.column(
                parameters().slot(parameterIndex), call.returnsValue() ? RoutineReturn.VALUE : RoutineReturn.NOTHING);
    }

    /** An OUT parameter that no placeholder stands for is a column still. */
    @Override
    int column(String parameterName) throws SQLException {
        requireCall("A parameter's name");
        ResultSet values = values();
        int mark = mark(parameterName);
        return mark < 0 ? values.findColumn(parameterName) : column(mark + 1);
    }

    @Override
    Object objectAt(int parameterIndex) throws SQLException {
        requireOpen();
        int mark = parameters().slot(parameterIndex);
        if (plan != null && plan.givesRows() && plan.outputs().get(mark)) {
            return getResultSet();
        }
        ResultSet row = values();
        return object(row, column(parameterIndex), outs.type(mark));
    }

    @Override
    Object object(String parameterName) throws SQLException {
        requireCall("A parameter's name");
        int mark = mark(parameterName);
        return mark >= 0 ? objectAt(mark + 1) : object(values(), column(parameterName), null);
    }

    @Override
    <T> T objectAt(int parameterIndex, Class<T> type) throws SQLException {
        if (type == ResultSet.class) {
            return type.cast(objectAt(parameterIndex));
        }
        return values().getObject(column(parameterIndex), type);
    }

    @Override
    <T> T object(String parameterName, Class<T> type) throws SQLException {
        if (type == ResultSet.class) {
            return type.cast(object(parameterName));
        }
        return values().getObject(column(parameterName), type);
    }

    private Object object(ResultSet row, int column, OutType type) throws SQLException {
        boolean asText = type != null && type.sqlType() == Types.VARCHAR;
        if (!asText && row.getMetaData().getColumnType(column) == Types.REF_CURSOR) {
            String cursor = row.getString(column);
            return cursor == null ? null : RefCursors.open(this, cursor);
        }
        return type == null ? row.getObject(column) : type.read(row, column);
    }

    // ---- descriptions

    /** {@inheritDoc} From the catalogue; of a call that fits nothing there the server is asked. */
    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        requireOpen();
        List<CallPlan> plans = call == null ? List.of() : plans();
        if (plans.size() != 1) {
            return super.getParameterMetaData();
        }
        Parameter[] parameters = plans.get(0).parameters();
        int[] oids = new int[parameters.length];
        int[] modes = new int[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            oids[i] = parameters[i] == null ? 0 : parameters[i].typeOid();
            modes[i] = parameters[i] == null ? ParameterMetaData.parameterModeUnknown : mode(parameters[i]);
        }
        return new ParameterMetaDataImpl(context(), oids, modes);
    }

    private static int mode(Parameter parameter) {
        return switch (parameter.mode()) {
            case IN, VARIADIC -> ParameterMetaData.parameterModeIn;
            case INOUT -> ParameterMetaData.parameterModeInOut;
            case OUT, TABLE -> ParameterMetaData.parameterModeOut;
        };
    }
}
