package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;
import java.util.BitSet;

/**
 * What is learnt of one statement while its tokens pass by: its verb, whether a {@code ;} ends it, RETURNING, casts.
 *
 * <p>Tokens are told apart with three tokens of memory; nothing is allocated but the set of casts.
 */
final class StatementShape {
    private static final int MAX_PARAMETERS = 65_535;

    /** What a token may mean to the tokens after it. */
    private enum Role {
        OTHER,
        PARAMETER,
        OPEN,
        CLOSE,
        DOT,
        CAST,
        BEGIN,
        AS,
        /** After these a name comes: {@code with insert as (..)}. */
        NAMING
    }

    private enum Routine {
        UNDECIDED,
        YES,
        NO
    }

    private Verb verb;
    private int depth;
    private int verbDepth;
    private boolean returning;
    private Routine routine = Routine.UNDECIDED;
    private int blocks;
    private int bodyEnd;
    private int lastParameter;
    private Role last = Role.OTHER;
    private Role second = Role.OTHER;
    private Role third = Role.OTHER;
    private BitSet casts;

    /** Whether no token was seen yet. */
    boolean isEmpty() {
        return bodyEnd == 0;
    }

    Verb verb() {
        return verb == null ? Verb.OTHER : verb;
    }

    boolean hasReturning() {
        return returning;
    }

    /** Offset in the text after the last token. */
    int bodyEnd() {
        return bodyEnd;
    }

    /** The zero-based parameters that are the operand of a cast; null if there are none. */
    BitSet casts() {
        return casts;
    }

    /** Whether a {@code ;} here ends the statement, rather than a part in parentheses or in a routine's body. */
    boolean isComplete() {
        return depth == 0 && blocks == 0;
    }

    /** Whether {@code $n} are the statement's own affair: arguments of a routine or of a PREPARE. */
    boolean ownsParameters() {
        return routine == Routine.YES || verb == Verb.PREPARE;
    }

    /** A stretch whose tokens are of no interest, such as a JDBC escape. */
    void passOver(int end) {
        bodyEnd = end;
        shift(Role.OTHER);
    }

    /** A placeholder of either kind. */
    void takeParameter(int index, int end) {
        bodyEnd = end;
        lastParameter = index;
        shift(Role.PARAMETER);
    }

    void take(Token token, SqlScanner scanner) {
        bodyEnd = scanner.end();
        switch (token) {
            case WORD -> shift(takeWord(scanner));
            case SYMBOL -> shift(takeSymbol(scanner));
            default -> shift(Role.OTHER);
        }
    }

    private void shift(Role role) {
        third = second;
        second = last;
        last = role;
    }

    private Role takeSymbol(SqlScanner scanner) {
        switch (scanner.symbol()) {
            case '(':
                if (verb == Verb.WITH && depth == verbDepth && last == Role.CLOSE) {
                    verb = Verb.SELECT;
                }
                depth++;
                return Role.OPEN;
            case ')':
                depth = Math.max(0, depth - 1);
                return Role.CLOSE;
            case ',':
                return Role.NAMING;
            case '.':
                return Role.DOT;
            case ':':
                if (last == Role.PARAMETER && scanner.following() == ':') {
                    markCast();
                }
                return Role.OTHER;
            default:
                return Role.OTHER;
        }
    }

    private Role takeWord(SqlScanner scanner) {
        if (verb == null) {
            verb = Verb.of(scanner);
            verbDepth = depth;
            return verb == Verb.WITH ? Role.NAMING : Role.OTHER;
        }
        if (last == Role.AS || last == Role.DOT) {
            // A name, whatever it says.
            return Role.OTHER;
        }
        if (verb == Verb.CREATE) {
            Role role = takeCreateWord(scanner);
            if (role != Role.OTHER) {
                return role;
            }
        } else if (verb == Verb.WITH && depth == verbDepth && last != Role.NAMING) {
            Verb main = Verb.of(scanner);
            if (main.isMainOfWith()) {
                verb = main;
                return Role.OTHER;
            }
        }
        switch (scanner.end() - scanner.start()) {
            case 2:
                if (scanner.isWord("as")) {
                    if (last == Role.PARAMETER && second == Role.OPEN && third == Role.CAST) {
                        markCast();
                    }
                    return Role.AS;
                }
                return scanner.isWord("by") ? Role.NAMING : Role.OTHER;
            case 3:
                return scanner.isWord("set") ? Role.NAMING : Role.OTHER;
            case 4:
                return scanner.isWord("cast") ? Role.CAST : Role.OTHER;
            case 5:
                return scanner.isWord("using") ? Role.NAMING : Role.OTHER;
            case 9:
                if (scanner.isWord("returning") && depth == verbDepth && verb.modifiesRows()) {
                    returning = true;
                }
                return scanner.isWord("recursive") ? Role.NAMING : Role.OTHER;
            default:
                return Role.OTHER;
        }
    }

    /** {@code BEGIN ATOMIC .. END} of an SQL-standard function holds statements, and these hold {@code CASE .. END}. */
    private Role takeCreateWord(SqlScanner scanner) {
        if (routine == Routine.UNDECIDED) {
            if (scanner.isWord("function") || scanner.isWord("procedure")) {
                routine = Routine.YES;
            } else if (!scanner.isWord("or") && !scanner.isWord("replace")) {
                routine = Routine.NO;
            }
        } else if (routine == Routine.YES && depth == 0) {
            if (blocks == 0) {
                if (last == Role.BEGIN && scanner.isWord("atomic")) {
                    blocks = 1;
                }
                return scanner.isWord("begin") ? Role.BEGIN : Role.OTHER;
            }
            if (scanner.isWord("case")) {
                blocks++;
            } else if (scanner.isWord("end")) {
                blocks--;
            }
        }
        return Role.OTHER;
    }

    private void markCast() {
        // Past the limit no statement can be executed, and a bit set must not grow to the size of a number in a text.
        if (lastParameter >= 0 && lastParameter < MAX_PARAMETERS) {
            casts = casts == null ? new BitSet() : casts;
            casts.set(lastParameter);
        }
    }
}
