namespace PresignKit.Architecture.Tests;

public sealed class FolderGraphTests
{
    public static TheoryData<string> Projects => new(SourceProject.Names);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_EachProject_FormNoCycle(string project)
    {
        var source = SourceProject.Read(project);
        var parents = source.ParentFolders().ToArray();

        // A name that cannot be resolved would be an edge that nobody sees.
        Assert.Empty(source.Compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Id is "CS0246" or "CS0234" or "CS0103"));

        Assert.Contains("", parents);
        Assert.NotEqual(0, FolderGraph.Of(source).EdgeCount);
        Assert.All(parents, parent =>
        {
            var cycles = FolderGraph.Of(source, parent).Cycles();
            Assert.True(cycles is [], $"In {project}/{parent}, these use each other:{Environment.NewLine}{string.Join(Environment.NewLine, cycles)}");
        });
    }

    [Fact]
    public void Cycles_FoldersThatUseEachOther_AreNamedWithTheirFiles()
    {
        var graph = FolderGraph.Of(SourceProject.Create("Sample",
        [
            ("Keys/Key.cs", "namespace Sample.Keys; public class Key { public Sample.Stores.Store? Home; }"),
            ("Stores/Store.cs", "namespace Sample.Stores; public class Store { public Sample.Keys.Key? First; }"),
            ("Uploads/Upload.cs", "namespace Sample.Uploads; public class Upload { public Sample.Keys.Key? Key; }"),
        ]));

        var cycle = Assert.Single(graph.Cycles());

        Assert.StartsWith("Keys, Stores", cycle, StringComparison.Ordinal);
        Assert.Contains("Keys -> Stores: Key.cs (Store)", cycle, StringComparison.Ordinal);
        Assert.Contains("Stores -> Keys: Store.cs (Key)", cycle, StringComparison.Ordinal);
        Assert.DoesNotContain("Uploads", cycle, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Upload { object Make() { Sample.Keys.Key made = new(); return made; } }")]
    [InlineData("public class Upload { bool Has() => new Sample.Stores.Store().First is { Length: 1 }; }")]
    [InlineData("public class Upload { void Run() { var key = new Sample.Stores.Store().First; } }")]
    [InlineData("public class Upload { int Size => Sample.Keys.Key.Maximum; }")]
    [InlineData("using All = System.Collections.Generic.List<Sample.Keys.Key>; public class Upload { All? Keys; }")]
    [InlineData("public class Upload { bool Same() => new Sample.Stores.Store().First == null; }")]
    [InlineData("using Sample.Keys; public class Upload { int Size => \"a\".Measure(); }")]
    public void Edges_UsesOfEveryKind_AreFound(string upload)
    {
        var graph = FolderGraph.Of(SourceProject.Create("Sample",
        [
            ("Keys/Key.cs", "namespace Sample.Keys; public class Key { public const int Maximum = 1; public int Length; }"),
            ("Keys/Measures.cs", "namespace Sample.Keys; public static class Measures { public static int Measure(this string text) => text.Length; }"),
            ("Stores/Store.cs", "namespace Sample.Stores; public class Store { public Sample.Keys.Key? First; }"),
            ("Uploads/Upload.cs", upload),
        ]));

        Assert.Matches("Uploads -> (Keys|Keys, Stores|Stores)\\b", graph.ToString());
    }
}
