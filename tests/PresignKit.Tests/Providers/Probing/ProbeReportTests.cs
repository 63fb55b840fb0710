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
            Assert.Equal(Profile with { Name = "media" }, measured);
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

    [Fact]
    public void ToCSharp_MeasuredProfile_IsACSharpExpression()
    {
        var report = Report(
            new ProbeMeasurement(nameof(StoreProfile.SignedContentType), ProbeOutcome.Enforced, ""),
            new ProbeMeasurement(nameof(StoreProfile.FormUpload), ProbeOutcome.NotEnforced, ""));

        Assert.Equal(
            """
            StoreProfile.Generic with
            {
                Name = "media", SignedContentType = Capability.Yes, CreateOnly = Capability.Yes, FormUpload = Capability.No,
                Tags = Capability.No,
            }
            """.ReplaceLineEndings("\n"),
            report.ToCSharp());
    }

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
