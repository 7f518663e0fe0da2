package zooka.words;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The hints and remedies of source files, by the compiler's trees: each text that goes to {@code Failure.hint} or to a parameter
 * or component named {@code hint} or {@code remedy}, or that a method of such a name returns. What is joined from parts is one
 * text; what is not known before the program runs is {@link #UNKNOWN} in it; of a choice each side is a text.
 */
final class AdviceSource {

    /** Stands for a part that is not known before the program runs. */
    static final char UNKNOWN = '\uFFFC';

    private static final Set<String> NAMES = Set.of("hint", "remedy");
    private static final int DEEPEST = 8;

    /** A text of advice, and where it is. */
    record Advice(String place, String text) {}

    private final Map<String, Set<Integer>> parameters = new HashMap<>();
    private final Map<String, ExpressionTree> constants = new HashMap<>();
    private final Map<String, List<MethodTree>> methods = new HashMap<>();
    private final Map<String, Advice> found = new LinkedHashMap<>();

    private AdviceSource() {}

    /** Reads the files. */
    static List<Advice> of(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            return of(compiler, manager, manager.getJavaFileObjectsFromPaths(files));
        }
    }

    /** Reads files that need not be on a disk. */
    static List<Advice> of(
            JavaCompiler compiler, StandardJavaFileManager manager, Iterable<? extends JavaFileObject> files)
            throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, manager, problem -> {}, List.of("-proc:none"), null, files);
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        AdviceSource source = new AdviceSource();
        units.forEach(unit -> new Declarations(source).scan(unit, ""));
        units.forEach(unit -> new Uses(source, task, unit).scan(unit, ""));
        return List.copyOf(source.found.values());
    }

    private static String key(String name, int arity) {
        return name + "/" + arity;
    }

    private static String lastOf(Tree selected) {
        String text = selected.toString().replaceFirst("<.*>$", "");
        return text.substring(text.lastIndexOf('.') + 1);
    }

    /** Notes which parameters take advice, and what constants and methods are. */
    private static final class Declarations extends TreeScanner<Void, String> {
        private final AdviceSource source;

        Declarations(AdviceSource source) {
            this.source = source;
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            String name = type.getSimpleName().toString();
            List<VariableTree> components = type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(one -> !one.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC))
                    .toList();
            if (type.getKind() == Tree.Kind.RECORD) {
                note(name, name, components);
            }
            return super.visitClass(type, name);
        }

        @Override
        public Void visitMethod(MethodTree method, String type) {
            String name = method.getName().contentEquals("<init>")
                    ? type
                    : method.getName().toString();
            note(type, name, method.getParameters());
            source.methods
                    .computeIfAbsent(key(name, method.getParameters().size()), any -> new ArrayList<>())
                    .add(method);
            return super.visitMethod(method, type);
        }

        @Override
        public Void visitVariable(VariableTree variable, String type) {
            boolean constant = variable.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC);
            if (constant && variable.getInitializer() != null) {
                source.constants.put(type + "." + variable.getName(), variable.getInitializer());
            }
            return super.visitVariable(variable, type);
        }

        private void note(String type, String name, List<? extends VariableTree> declared) {
            for (int i = 0; i < declared.size(); i++) {
                if (NAMES.contains(declared.get(i).getName().toString())) {
                    String key = key(name, declared.size());
                    for (String one : List.of(key, type + "." + key)) {
                        source.parameters
                                .computeIfAbsent(one, any -> new HashSet<>())
                                .add(i);
                    }
                }
            }
        }
    }

    /** Finds what is given to such parameters, and what such methods return. */
    private static final class Uses extends TreeScanner<Void, String> {
        private final AdviceSource source;
        private final JavacTask task;
        private final CompilationUnitTree unit;
        private final Map<String, ExpressionTree> locals = new HashMap<>();

        Uses(AdviceSource source, JavacTask task, CompilationUnitTree unit) {
            this.source = source;
            this.task = task;
            this.unit = unit;
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            return super.visitClass(type, type.getSimpleName().toString());
        }

        @Override
        public Void visitMethod(MethodTree method, String type) {
            locals.clear();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void unused) {
                    if (variable.getInitializer() != null) {
                        locals.put(variable.getName().toString(), variable.getInitializer());
                    }
                    return super.visitVariable(variable, null);
                }
            }.scan(method.getBody(), null);
            if (NAMES.contains(method.getName().toString())) {
                returned(method).forEach(text -> take(text, type));
            }
            return super.visitMethod(method, type);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, String type) {
            String name = lastOf(call.getMethodSelect());
            arguments(qualified(call.getMethodSelect(), name), call.getArguments(), type);
            if (name.equals("hint") && call.getArguments().size() == 1) {
                take(call.getArguments().get(0), type);
            }
            return super.visitMethodInvocation(call, type);
        }

        @Override
        public Void visitNewClass(NewClassTree made, String type) {
            arguments(lastOf(made.getIdentifier()), made.getArguments(), type);
            return super.visitNewClass(made, type);
        }

        /** With the type where it is named, so that other types' methods of that name are not taken for it. */
        private static String qualified(Tree select, String name) {
            boolean named = select instanceof MemberSelectTree member
                    && member.getExpression() instanceof IdentifierTree receiver
                    && Character.isUpperCase(receiver.getName().charAt(0));
            return named ? lastOf(((MemberSelectTree) select).getExpression()) + "." + name : name;
        }

        private void arguments(String name, List<? extends ExpressionTree> given, String type) {
            source.parameters
                    .getOrDefault(key(name, given.size()), Set.of())
                    .forEach(index -> take(given.get(index), type));
        }

        private void take(ExpressionTree given, String type) {
            long at = Trees.instance(task).getSourcePositions().getStartPosition(unit, given);
            String place = Path.of(unit.getSourceFile().getName()).getFileName() + ":"
                    + unit.getLineMap().getLineNumber(at);
            for (String text : texts(given, type, 0)) {
                source.found.putIfAbsent(place + text, new Advice(place, text));
            }
        }

        private static List<ExpressionTree> returned(MethodTree method) {
            List<ExpressionTree> all = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitReturn(ReturnTree statement, Void unused) {
                    if (statement.getExpression() != null) {
                        all.add(statement.getExpression());
                    }
                    return null;
                }

                @Override
                public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
                    return null;
                }
            }.scan(method.getBody(), null);
            return all;
        }

        /** All that an expression may be. */
        private Set<String> texts(Tree tree, String type, int depth) {
            if (depth > DEEPEST) {
                return Set.of(String.valueOf(UNKNOWN));
            }
            if (tree instanceof LiteralTree literal) {
                return Set.of(String.valueOf(literal.getValue()));
            }
            if (tree instanceof ParenthesizedTree inner) {
                return texts(inner.getExpression(), type, depth + 1);
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                Set<String> both = new LinkedHashSet<>();
                Set<String> right = texts(sum.getRightOperand(), type, depth);
                texts(sum.getLeftOperand(), type, depth).forEach(left -> right.forEach(one -> both.add(left + one)));
                return both;
            }
            if (tree instanceof ConditionalExpressionTree choice) {
                return union(List.of(choice.getTrueExpression(), choice.getFalseExpression()), type, depth);
            }
            if (tree instanceof SwitchExpressionTree cases) {
                return union(yielded(cases), type, depth);
            }
            if (tree instanceof IdentifierTree name) {
                String word = name.getName().toString();
                ExpressionTree known = locals.getOrDefault(word, source.constants.get(type + "." + word));
                return known == null ? Set.of(String.valueOf(UNKNOWN)) : texts(known, type, depth + 1);
            }
            if (tree instanceof MemberSelectTree select) {
                ExpressionTree known =
                        source.constants.get(lastOf(select.getExpression()) + "." + select.getIdentifier());
                return known == null
                        ? Set.of(String.valueOf(UNKNOWN))
                        : texts(known, lastOf(select.getExpression()), depth + 1);
            }
            return tree instanceof MethodInvocationTree call
                    ? called(call, type, depth)
                    : Set.of(String.valueOf(UNKNOWN));
        }

        /** What is wrapped in an optional, or another text in its place; what a method of the same name in the sources returns. */
        private Set<String> called(MethodInvocationTree call, String type, int depth) {
            String name = lastOf(call.getMethodSelect());
            Set<String> all = new LinkedHashSet<>();
            if (name.equals("orElse") || name.equals("orElseGet") || name.equals("or") || name.equals("map")) {
                if (call.getMethodSelect() instanceof MemberSelectTree select && !name.equals("map")) {
                    all.addAll(texts(select.getExpression(), type, depth + 1));
                }
                for (ExpressionTree argument : call.getArguments()) {
                    Tree body = argument instanceof LambdaExpressionTree lambda ? lambda.getBody() : argument;
                    all.addAll(texts(body, type, depth + 1));
                }
                return all;
            }
            if (lastOf(call.getMethodSelect()).equals("of")
                    && call.getMethodSelect().toString().equals("Optional.of")) {
                return texts(call.getArguments().get(0), type, depth + 1);
            }
            List<MethodTree> declared = call.getMethodSelect() instanceof IdentifierTree
                    ? source.methods.getOrDefault(key(name, call.getArguments().size()), List.of())
                    : List.of();
            if (declared.size() == 1) {
                return union(returned(declared.get(0)), type, depth);
            }
            return Set.of(String.valueOf(UNKNOWN));
        }

        private static List<Tree> yielded(SwitchExpressionTree cases) {
            List<Tree> all = new ArrayList<>();
            cases.getCases().forEach(one -> {
                if (one.getBody() instanceof ExpressionTree value) {
                    all.add(value);
                }
            });
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitYield(YieldTree statement, Void unused) {
                    all.add(statement.getValue());
                    return null;
                }
            }.scan(cases.getCases(), null);
            return all;
        }

        private Set<String> union(List<? extends Tree> trees, String type, int depth) {
            Set<String> all = new LinkedHashSet<>();
            trees.forEach(tree -> all.addAll(texts(tree, type, depth + 1)));
            return all.isEmpty() ? Set.of(String.valueOf(UNKNOWN)) : all;
        }
    }
}
