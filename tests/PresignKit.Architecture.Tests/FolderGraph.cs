using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PresignKit.Architecture.Tests;

/// <summary>
/// The uses between the folders and files of one parent folder. A node is a subfolder or a file; an edge is a use of a declaration in another
/// node.
/// </summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _uses = new(StringComparer.Ordinal);
    private readonly SourceProject _project;
    private readonly string _parent;

    private FolderGraph(SourceProject project, string parent)
    {
        _project = project;
        _parent = parent;
    }

    public int EdgeCount => _uses.Values.Sum(targets => targets.Count);

    /// <summary>Resolves every name in the files of a folder.</summary>
    /// <param name="project">The project.</param>
    /// <param name="parent">The folder, relative to the project; empty for the whole project.</param>
    public static FolderGraph Of(SourceProject project, string parent = "")
    {
        var graph = new FolderGraph(project, parent);
        foreach (var tree in project.Compilation.SyntaxTrees)
        {
            if (project.NodeOf(tree, parent) is not { } from)
            {
                continue;
            }

            var model = project.Compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax { Alias: null }))
            {
                foreach (var symbol in SymbolsOf(model, node))
                {
                    graph.Add(from, tree.FilePath, symbol);
                }
            }
        }

        return graph;
    }

    /// <summary>
    /// The groups of nodes that use each other, with the files of each use; empty when there is an order from top to bottom. Files of one folder
    /// may use each other, so that a group counts only when a folder is in it.
    /// </summary>
    public IReadOnlyList<string> Cycles()
    {
        var cycles = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in _uses.Keys)
        {
            var knot = _uses.Keys.Where(other => other == node || (Reaches(node, other) && Reaches(other, node))).ToArray();
            if (knot.Length > 1 && knot.Any(member => Path.GetExtension(member) != ".cs") && seen.Add(knot[0]))
            {
                var uses =
                    from source in knot
                    from use in _uses[source]
                    where knot.Contains(use.Key)
                    select $"  {source} -> {use.Key}: {string.Join(", ", use.Value)}";
                cycles.Add($"{string.Join(", ", knot)}{Environment.NewLine}{string.Join(Environment.NewLine, uses)}");
            }
        }

        return cycles;
    }

    /// <summary>Each folder with the folders it uses.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _uses.Select(use => $"{use.Key} -> {string.Join(", ", use.Value.Keys)}"));

    // Names, and what is used without being named: constructors behind new(), operators, conversions, indexers, and the methods of foreach.
    private static IEnumerable<ISymbol?> SymbolsOf(SemanticModel model, SyntaxNode node)
    {
        switch (node)
        {
            case ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax:
                var info = model.GetSymbolInfo(node);
                foreach (var symbol in info.Symbol is { } known ? [known] : info.CandidateSymbols)
                {
                    yield return symbol;
                }

                if (node is ExpressionSyntax expression)
                {
                    yield return model.GetConversion(expression).MethodSymbol;
                }

                break;
            case CommonForEachStatementSyntax loop:
                yield return model.GetForEachStatementInfo(loop).GetEnumeratorMethod;
                yield return model.GetForEachStatementInfo(loop).ElementType;
                break;
        }

        if (node is BaseObjectCreationExpressionSyntax)
        {
            yield return model.GetTypeInfo(node).Type;
        }
    }

    private void Add(string from, string file, ISymbol? symbol)
    {
        if (symbol is null or INamespaceSymbol)
        {
            return;
        }

        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        foreach (var argument in type?.TypeArguments ?? [])
        {
            Add(from, file, argument as INamedTypeSymbol);
        }

        foreach (var reference in (type ?? symbol).OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (_project.NodeOf(reference.SyntaxTree, _parent) is { } to && to != from)
            {
                Targets(from).TryAdd(to, new(StringComparer.Ordinal));
                Targets(from)[to].Add($"{Path.GetFileName(file)} ({(type ?? symbol).Name})");
                Targets(to);
            }
        }
    }

    private bool Reaches(string from, string to)
    {
        var open = new Stack<string>([from]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var node))
        {
            foreach (var next in Targets(node).Keys)
            {
                if (next == to)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private SortedDictionary<string, SortedSet<string>> Targets(string node)
    {
        if (!_uses.TryGetValue(node, out var targets))
        {
            _uses[node] = targets = new(StringComparer.Ordinal);
        }

        return targets;
    }
}
