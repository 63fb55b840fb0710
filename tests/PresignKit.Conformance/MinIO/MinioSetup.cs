using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.Conformance.MinIO;

/// <summary>
/// MinIO's CORS is the server's, not a bucket's, so <see cref="Suites.SetupConformance"/> has nothing to set here: what is asked of it is an
/// answer that says so, or one that suffices.
/// </summary>
public sealed class MinioSetup(MinioStore store)
{
    private readonly MinioStore _store = store.Running;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureCors_ServerWithoutCorsOfBuckets_IsSufficientOrSaysSo()
    {
        await using var application = _store.CreateApplication(kit => kit.Services.Configure<PresignKitOptions>(options => options.PageOrigins.Add("https://app.example.com")));

        var outcome = await application.GetRequiredService<IStoreSetup>().EnsureCorsAsync(cancellationToken: Cancellation);

        TestContext.Current.TestOutputHelper!.WriteLine($"{outcome.Status} {outcome.Message}");
        Assert.Contains(outcome.Status, new[] { SetupStatus.Sufficient, SetupStatus.NotOffered });
    }

    [Fact]
    public async Task Check_SoundSettings_FindsNoError()
    {
        var findings = await _store.Setup.CheckAsync(Cancellation);

        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task Check_WrongSecret_IsNamed()
    {
        await using var application = _store.CreateApplication(_ => { }, options => options.SecretAccessKey = "not-the-secret");

        var findings = await application.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.Contains(findings, finding => finding is { Code: FindingCodes.SecretKeyWrong, Severity: FindingSeverity.Error });
    }
}
