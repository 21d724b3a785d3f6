package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.CallMode;
import io.howdah.error.CallErrors;
import io.howdah.jdbc.Routine.Mode;
import io.howdah.jdbc.Routine.Parameter;
import io.howdah.sql.CallSyntax;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import io.howdah.sql.Quoting;
import io.howdah.sql.RoutineCall;
import io.howdah.sql.RoutineCall.Argument;
import io.howdah.sql.RoutineCall.Form;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds out how a call must be written for what it calls: a procedure's OUT parameters are given as NULL, a function's are
 * left out. Which of several functions of a name is meant stays the server's decision, as long as all of those that fit
 * are called in the same words.
 */
final class CallResolver {
    private final RoutineCall call;
    private final BitSet set;
    private final BitSet registered;
    private final boolean byName;

    /**
     * @param set the placeholders that have a value
     * @param registered those that are to get one
     * @param byName whether the caller used names, so that what has a default need not be set
     */
    CallResolver(RoutineCall call, BitSet set, BitSet registered, boolean byName) {
        this.call = call;
        this.set = set;
        this.registered = registered;
        this.byName = byName;
    }

    /** A call without placeholders as what it calls wants it. */
    static ParsedSql written(ParsedSql parsed, JdbcContext context) throws SQLException {
        RoutineCall call = RoutineCall.of(parsed, context.strings());
        CallPlan plan = planned(call, context);
        return call.written(plan.form(), plan.given());
    }

    /**
     * A text of several statements, its calls written as what they call wants them. All their placeholders are taken to
     * have values: nothing can be registered in such a text.
     *
     * @return the same if there is no call in it
     */
    static ParsedSql writtenParts(ParsedSql parsed, JdbcContext context) throws SQLException {
        List<ParsedStatement> parts = parsed.statements();
        List<ParsedStatement> written = null;
        for (int i = 0; i < parts.size(); i++) {
            ParsedStatement part = parts.get(i);
            if (part.isCall()) {
                if (written == null) {
                    written = new ArrayList<>(parts);
                }
                var alone = new ParsedSql(parsed.source(), List.of(part), part.parameterCount());
                RoutineCall call = RoutineCall.of(alone, context.strings());
                CallPlan plan = planned(call, context);
                written.set(i, call.writtenPart(plan.form(), plan.given()));
            }
        }
        return written == null ? parsed : new ParsedSql(parsed.source(), written, parsed.parameterCount());
    }

    private static CallPlan planned(RoutineCall call, JdbcContext context) throws SQLException {
        CallMode mode = context.settings().callMode();
        BitSet set = new BitSet();
        set.set(call.returnsValue() ? 1 : 0, call.markCount());
        CallResolver resolver = new CallResolver(call, set, new BitSet(), false);
        return mode == CallMode.AUTO
                ? resolver.resolve(context.routines().named(call), mode)
                : resolver.byRegistration(form(call, mode));
    }

    /** What becomes of a call in a text that is only translated. */
    static CallSyntax syntax(CallMode mode) {
        return switch (mode) {
            case AUTO, SELECT -> CallSyntax.SELECT;
            case CALLIFNORETURN -> CallSyntax.CALL_IF_NO_RETURN;
            case CALL -> CallSyntax.CALL;
        };
    }

    /** How a call is written if nobody asks what it calls. */
    static Form form(RoutineCall call, CallMode mode) {
        boolean asCall =
                switch (mode) {
                    case AUTO, SELECT -> false;
                    case CALLIFNORETURN -> !call.returnsValue();
                    case CALL -> true;
                };
        return asCall || !call.isEscape() ? Form.CALL : Form.ROWS;
    }

    /**
     * The plan for one of these, or for none if none fits: then the server will say what is wrong.
     *
     * @throws SQLException 42725 if it could be one of several
     */
    CallPlan resolve(List<Routine> routines, CallMode mode) throws SQLException {
        List<CallPlan> plans = likeliest(plans(routines));
        if (plans.isEmpty()) {
            boolean procedures = !routines.isEmpty() && routines.stream().allMatch(Routine::isProcedure);
            return byRegistration(procedures ? Form.CALL : form(call, mode));
        }
        CallPlan first = plans.get(0);
        for (CallPlan each : plans) {
            if (!each.isSentLike(first)) {
                throw CallErrors.ambiguous(
                        call.name(),
                        plans.stream().map(plan -> signature(plan.routine())).toList());
            }
        }
        return first;
    }

    /** One for each routine that the call fits. */
    List<CallPlan> plans(List<Routine> routines) throws SQLException {
        List<CallPlan> plans = new ArrayList<>(routines.size());
        for (Routine routine : routines) {
            if (!call.isEscape() && !routine.isProcedure()) {
                continue;
            }
            CallPlan plan = fit(
                    routine,
                    routine.parameters().stream()
                            .filter(each -> each.mode() != Mode.TABLE)
                            .toList());
            if (plan == null && routine.outputs() > 0) {
                plan = fit(
                        routine,
                        routine.parameters().stream()
                                .filter(each -> each.mode().isInput())
                                .toList());
            }
            if (plan != null) {
                plans.add(plan);
            }
        }
        return plans;
    }

    /** Those of the kind that the call looks like, with the fewest placeholders that miss a value or want one in vain. */
    private List<CallPlan> likeliest(List<CallPlan> plans) {
        List<CallPlan> left = plans;
        if (call.returnsValue()
                && plans.stream().anyMatch(plan -> !plan.routine().isProcedure())) {
            left = plans.stream().filter(plan -> !plan.routine().isProcedure()).toList();
        }
        int least = left.stream().mapToInt(this::misfits).min().orElse(0);
        return left.stream().filter(plan -> misfits(plan) == least).toList();
    }

    private int misfits(CallPlan plan) {
        int misfits = 0;
        for (int mark = 0; mark < plan.parameters().length; mark++) {
            Parameter parameter = plan.parameters()[mark];
            boolean output = parameter != null && parameter.mode().isOutput();
            misfits += !output && registered.get(mark) ? 1 : 0;
            misfits += !output && !set.get(mark) ? 1 : 0;
        }
        return misfits;
    }

    /** @param places the parameters that arguments without a name go to, in order */
    private CallPlan fit(Routine routine, List<Parameter> places) throws SQLException {
        List<Argument> arguments = call.arguments();
        int skipped = call.returnsValue() && routine.isProcedure() ? 1 : 0;
        Parameter[] ofMark = new Parameter[call.markCount()];
        if (call.returnsValue()) {
            if (skipped > 0 && (places.isEmpty() || !places.get(0).mode().isOutput())) {
                return null;
            }
            ofMark[CallPlan.RETURN_VALUE] =
                    skipped > 0 ? places.get(0) : new Parameter("", Mode.OUT, routine.resultOid());
        }
        Parameter[] ofArgument = new Parameter[arguments.size()];
        for (int i = 0; i < ofArgument.length; i++) {
            Parameter parameter = parameter(arguments.get(i), i + skipped, places);
            if (parameter == null || !suits(arguments.get(i), parameter, routine)) {
                return null;
            }
            ofArgument[i] = parameter;
            if (arguments.get(i).mark() != RoutineCall.NO_MARK) {
                ofMark[arguments.get(i).mark()] = parameter;
            }
        }
        List<String> given = given(routine, ofArgument, skipped > 0 ? places.get(0) : null);
        return given == null ? null : plan(routine, given, ofMark);
    }

    private static Parameter parameter(Argument argument, int index, List<Parameter> places) {
        if (argument.name() != null) {
            for (Parameter each : places) {
                if (each.name().equals(argument.name())) {
                    return each;
                }
            }
            return null;
        }
        if (index < places.size()) {
            return places.get(index);
        }
        Parameter last = places.isEmpty() ? null : places.get(places.size() - 1);
        return last != null && last.mode() == Mode.VARIADIC ? last : null;
    }

    /** Whether an argument can be meant for a parameter. */
    private boolean suits(Argument argument, Parameter parameter, Routine routine) {
        boolean bare = argument.mark() != RoutineCall.NO_MARK;
        boolean isSet = bare && set.get(argument.mark());
        boolean isRegistered = bare && registered.get(argument.mark());
        if (parameter.mode() == Mode.OUT) {
            return routine.isProcedure() || bare && (!isSet || isRegistered);
        }
        return parameter.mode() == Mode.INOUT || !isRegistered || isSet;
    }

    /** The arguments in the routine's order; null if one that it needs is missing. */
    private List<String> given(Routine routine, Parameter[] ofArgument, Parameter returned) throws SQLException {
        List<String> given = new ArrayList<>();
        boolean gap = false;
        for (Parameter parameter : routine.parameters()) {
            if (parameter.mode() == Mode.TABLE || parameter.mode() == Mode.OUT && !routine.isProcedure()) {
                continue;
            }
            boolean found = parameter == returned;
            if (found) {
                given.add("null");
            }
            for (int i = 0; i < ofArgument.length; i++) {
                if (ofArgument[i] != parameter) {
                    continue;
                }
                found = true;
                Argument argument = call.arguments().get(i);
                if (isLeftToDefault(argument, parameter, routine)) {
                    gap = true;
                } else {
                    given.add(text(argument, parameter, gap));
                }
            }
            if (!found && parameter.mode() == Mode.OUT) {
                given.add(gap ? Quoting.quoted(parameter.name()) + " => null" : "null");
            } else if (!found) {
                if (!routine.hasDefault(parameter)) {
                    return null;
                }
                gap = true;
            }
        }
        return given;
    }

    private boolean isLeftToDefault(Argument argument, Parameter parameter, Routine routine) {
        return byName
                && argument.mark() != RoutineCall.NO_MARK
                && !set.get(argument.mark())
                && parameter.mode().isInput()
                && !registered.get(argument.mark())
                && routine.hasDefault(parameter);
    }

    /** @param gap whether an argument before it was left out */
    private String text(Argument argument, Parameter parameter, boolean gap) throws SQLException {
        boolean isValue = argument.mark() == RoutineCall.NO_MARK || set.get(argument.mark());
        if (isValue && argument.name() != null) {
            return argument.text();
        }
        boolean isNull = parameter.mode() == Mode.OUT || !isValue && parameter.mode() == Mode.INOUT;
        String text = isNull ? "null" : argument.text();
        boolean named = argument.name() != null || gap && !parameter.name().isEmpty();
        if (!isNull && argument.name() != null) {
            return text;
        }
        return named ? Quoting.quoted(parameter.name()) + " => " + text : text;
    }

    private CallPlan plan(Routine routine, List<String> given, Parameter[] ofMark) {
        BitSet outputs = new BitSet();
        for (int mark = 0; mark < ofMark.length; mark++) {
            if (registered.get(mark)
                    || ofMark[mark] != null && ofMark[mark].mode().isOutput()) {
                outputs.set(mark);
            }
        }
        return new CallPlan(routine, form(routine, outputs), given, ofMark, outputs);
    }

    /** A function that returns a row is wanted as one value if there is one placeholder for it. */
    private Form form(Routine routine, BitSet outputs) {
        if (routine.isProcedure()) {
            return Form.CALL;
        }
        boolean onlyReturn = call.returnsValue() && outputs.cardinality() == 1;
        boolean row = routine.returnsRow() && routine.outputs() == 0;
        return onlyReturn && row && !routine.returnsSet() ? Form.VALUE : Form.ROWS;
    }

    /** What is registered and not set is an output, all else is sent. */
    CallPlan byRegistration(Form form) {
        BitSet outputs = (BitSet) registered.clone();
        List<String> given = new ArrayList<>();
        if (call.returnsValue()) {
            outputs.set(CallPlan.RETURN_VALUE);
            if (form == Form.CALL) {
                given.add("null");
            }
        }
        for (Argument argument : call.arguments()) {
            boolean output = argument.mark() != RoutineCall.NO_MARK
                    && registered.get(argument.mark())
                    && !set.get(argument.mark());
            if (!output) {
                given.add(argument.text());
            } else if (form == Form.CALL) {
                given.add("null");
            }
        }
        return new CallPlan(null, form, given, new Parameter[call.markCount()], outputs);
    }

    private static String signature(Routine routine) {
        StringBuilder signature = new StringBuilder(routine.isProcedure() ? "procedure " : "function ");
        signature.append(routine.schema()).append('.').append(routine.name()).append('(');
        for (int i = 0; i < routine.parameters().size(); i++) {
            Parameter each = routine.parameters().get(i);
            signature.append(i == 0 ? "" : ", ").append(each.mode());
            if (!each.name().isEmpty()) {
                signature.append(' ').append(each.name());
            }
        }
        return signature.append(')').toString();
    }
}
