using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PresignKit.Tests.Providers.Probing;

public sealed class ProbeReportTests
{
    private static readonly StoreProfile Profile = StoreProfile.Generic with
    {
        Name = "own", CreateOnly = Capability.Yes, Tags = Capability.No, FormUpload = Capability.Yes,
    };

    [Fact]
    public void Capabilities_AnyProfile_HasOneRowPerCapability()
    {
        var report = Report();

        var names = typeof(StoreProfile).GetProperties().Where(p => p.PropertyType == typeof(Capability)).Select(p => p.Name);
        Assert.Equal(names, report.Capabilities.Select(c => c.Name));
        Assert.All(report.Capabilities, c => Assert.Equal(ProbeOutcome.NotTried, c.Outcome));
    }

    /// <summary>Each entry of the table reads and writes the property whose name it has.</summary>
    [Fact]
    public void MeasuredProfile_EachCapability_SetsThePropertyOfThatName()
    {
        var properties = typeof(StoreProfile).GetProperties().Where(p => p.PropertyType == typeof(Capability)).ToList();
        Assert.NotEmpty(properties);
        foreach (var property in properties)
        {
            var measured = Report(new ProbeMeasurement(property.Name, ProbeOutcome.Enforced, "")).MeasuredProfile;

            Assert.Equal(Capability.Yes, property.GetValue(measured));
            property.SetValue(measured, property.GetValue(Profile));
            Assert.Equal(Profile with { Name = "media-measured" }, measured);
        }
    }

    [Theory]
    [InlineData(nameof(StoreProfile.CreateOnly), ProbeOutcome.Enforced, false, false)]
    [InlineData(nameof(StoreProfile.CreateOnly), ProbeOutcome.NotEnforced, true, false)]
    [InlineData(nameof(StoreProfile.CreateOnly), ProbeOutcome.Unsupported, true, false)]
    [InlineData(nameof(StoreProfile.CreateOnly), ProbeOutcome.NotTried, false, false)]
    [InlineData(nameof(StoreProfile.Tags), ProbeOutcome.Enforced, false, true)]
    [InlineData(nameof(StoreProfile.Tags), ProbeOutcome.Unsupported, false, false)]
    [InlineData(nameof(StoreProfile.HeadUrls), ProbeOutcome.Enforced, false, true)]
    [InlineData(nameof(StoreProfile.HeadUrls), ProbeOutcome.NotEnforced, false, false)]
    public void IsOverstatedAndIsUnderstated_DeclaredAndMeasured_ReportTheDifference(string name, ProbeOutcome outcome, bool overstated, bool understated)
    {
        var row = Report(new ProbeMeasurement(name, outcome, "")).Capabilities.Single(c => c.Name == name);

        Assert.Equal((overstated, understated), (row.IsOverstated, row.IsUnderstated));
    }

    [Fact]
    public void Checks_NotACapability_IsNeitherOverstatedNorUnderstated()
    {
        var report = Report(new ProbeMeasurement("FutureDate", ProbeOutcome.NotEnforced, "200"));

        var check = Assert.Single(report.Checks);
        Assert.Equal((null, false, false), (check.Declared, check.IsOverstated, check.IsUnderstated));
    }

    /// <summary>What only the store says confirms nothing, and contradicts nothing.</summary>
    [Theory]
    [InlineData(nameof(StoreProfile.CreateOnly), Capability.Yes)]
    [InlineData(nameof(StoreProfile.Tags), Capability.No)]
    [InlineData(nameof(StoreProfile.StoreManagedEncryption), Capability.Unknown)]
    public void MeasuredProfile_Claimed_KeepsWhatTheProfileSays(string name, Capability declared)
    {
        var report = Report(new ProbeMeasurement(name, ProbeOutcome.Claimed, "200"));

        var row = report.Capabilities.Single(c => c.Name == name);
        Assert.Equal((declared, false, false), (row.Declared, row.IsOverstated, row.IsUnderstated));
        Assert.Equal(Profile with { Name = "media-measured" }, report.MeasuredProfile);
    }

    [Fact]
    public void ToCSharp_MeasuredProfile_IsACSharpExpression()
    {
        var report = Report(
            new ProbeMeasurement(nameof(StoreProfile.SignedContentType), ProbeOutcome.Enforced, ""),
            new ProbeMeasurement(nameof(StoreProfile.FormUpload), ProbeOutcome.NotEnforced, ""));

        Assert.Equal(
            """
            PresignKit.StoreProfile.Generic with
            {
                Name = "media-measured", SignedContentType = PresignKit.Capability.Yes, CreateOnly = PresignKit.Capability.Yes,
                FormUpload = PresignKit.Capability.No, Tags = PresignKit.Capability.No,
            }
            """.ReplaceLineEndings("\n"),
            report.ToCSharp());
    }

    /// <summary>As an argument and as a value, in a file without using directives, in somebody else's namespace, and whatever the store is called.</summary>
    [Theory]
    [InlineData("media")]
    [InlineData("a \"quoted\" \\ name\u2028")]
    public void ToCSharp_Pasted_Compiles(string name)
    {
        var all = Report().Capabilities.Select(c => new ProbeMeasurement(c.Name, ProbeOutcome.Enforced, ""));
        var report = new ProbeReport(name, "https://s3.example.com/bucket", Profile, all);
        var source = $$"""
            namespace Shop.Media
            {
                internal static class Stores
                {
                    public static readonly PresignKit.StoreProfile Measured = {{report.ToCSharp()}};

                    public static string NameOf() => Same({{report.ToCSharp()}}).Name;

                    private static PresignKit.StoreProfile Same(PresignKit.StoreProfile profile) => profile;
                }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "pasted",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            [
                .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                    .Select(path => MetadataReference.CreateFromFile(path)),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();

        var result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        var loaded = System.Reflection.Assembly.Load(image.ToArray()).GetType("Shop.Media.Stores")!;
        Assert.Equal(report.MeasuredProfile, loaded.GetField("Measured")!.GetValue(null));
    }

    [Fact]
    public void ToJson_MeasuredProfile_NamesWhatIsKnown()
    {
        var report = Report(new ProbeMeasurement(nameof(StoreProfile.FormUpload), ProbeOutcome.NotEnforced, ""));

        Assert.Equal(
            """
            {
              "Profile": {
                "Name": "media-measured",
                "CreateOnly": "Yes",
                "FormUpload": "No",
                "Tags": "No"
              }
            }
            """.ReplaceLineEndings("\n"),
            report.ToJson());
    }

    [Theory]
    [InlineData("CreateOnly")]
    [InlineData("createonly")]
    public void WithCapability_Name_ChangesThatOne(string name) =>
        Assert.Equal(Profile with { CreateOnly = Capability.No }, Profile.WithCapability(name, Capability.No));

    [Fact]
    public void WithCapability_UnknownName_Throws() =>
        Assert.Throws<ArgumentException>(() => Profile.WithCapability("CreateOnlyy", Capability.No));

    [Fact]
    public void ToString_Differences_AreMarked()
    {
        var lines = (Report(
            new ProbeMeasurement(nameof(StoreProfile.CreateOnly), ProbeOutcome.NotEnforced, "second PUT: 200"),
            new ProbeMeasurement(nameof(StoreProfile.Tags), ProbeOutcome.Enforced, "PUT: 200")) with { LeftBehind = ["a/b"] }).ToString().Split('\n');

        Assert.Equal("Store 'media' at https://s3.example.com/bucket, profile 'own'", lines[0]);
        Assert.Single(lines, l => l.StartsWith("! CreateOnly ", StringComparison.Ordinal) && l.EndsWith("second PUT: 200", StringComparison.Ordinal));
        Assert.Single(lines, l => l.StartsWith("+ Tags ", StringComparison.Ordinal));
        Assert.Equal("left behind: a/b", lines[^1]);
    }

    private static ProbeReport Report(params ProbeMeasurement[] measured) => new("media", "https://s3.example.com/bucket", Profile, measured);
}
