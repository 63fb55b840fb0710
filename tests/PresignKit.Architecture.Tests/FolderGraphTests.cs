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

        // A name that cannot be resolved would be a missing edge.
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
    [InlineData("class Upload { object Make() { Sample.Keys.Key made = new(); return made; } }", "Keys")]
    [InlineData("class Upload { bool Has(Sample.Stores.Store s) => s.First is { Length: 1 }; }", "Keys, Stores")]
    [InlineData("class Upload { int Size => Sample.Keys.Key.Maximum; }", "Keys")]
    [InlineData("class Upload { string Name => nameof(Sample.Keys.Key); }", "Keys")]
    [InlineData("[Sample.Keys.Marked] class Upload;", "Keys")]
    [InlineData("using All = System.Collections.Generic.List<Sample.Keys.Key>; class Upload { All? Keys; }", "Keys")]
    [InlineData("class Upload { bool Same(Sample.Stores.Store s) => s.First == s.Second; }", "Keys, Stores")]
    [InlineData("class Upload { string Text(Sample.Stores.Store s) => s.First!; }", "Keys, Stores")]
    [InlineData("class Upload { char At(Sample.Stores.Store s) => s.First![0]; }", "Keys, Stores")]
    [InlineData("class Upload { void Run(Sample.Stores.Store s) { foreach (var c in s.First!) { } } }", "Keys, Stores")]
    [InlineData("using static Sample.Keys.Key; class Upload { int Size => Maximum; }", "Keys")]
    [InlineData("using Sample.Keys; class Upload { int Size => \"a\".Measure(); }", "Keys")]
    public void Edges_EachKindOfUse_IsFound(string upload, string uses)
    {
        var graph = FolderGraph.Of(SourceProject.Create("Sample",
        [
            ("Keys/Key.cs", """
                namespace Sample.Keys;
                public class Key
                {
                    public const int Maximum = 1;
                    public int Length;
                    public char this[int at] => ' ';
                    public static bool operator ==(Key? a, Key? b) => true;
                    public static bool operator !=(Key? a, Key? b) => false;
                    public static implicit operator string(Key key) => "";
                    public System.Collections.Generic.IEnumerator<char> GetEnumerator() => "".GetEnumerator();
                }
                """),
            ("Keys/Marked.cs", "namespace Sample.Keys; public class MarkedAttribute : System.Attribute;"),
            ("Keys/Measures.cs", "namespace Sample.Keys; public static class Measures { public static int Measure(this string text) => text.Length; }"),
            ("Stores/Store.cs", "namespace Sample.Stores; public class Store { public Sample.Keys.Key? First, Second; }"),
            ("Uploads/Upload.cs", upload),
        ]));

        Assert.Contains($"Uploads -> {uses}", graph.ToString().Split(Environment.NewLine));
    }
}
