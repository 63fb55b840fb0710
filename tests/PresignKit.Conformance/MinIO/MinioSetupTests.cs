using Microsoft.Extensions.DependencyInjection;

namespace PresignKit.Conformance.MinIO;

/// <summary>
/// MinIO configures CORS for the server, not for a bucket, so <see cref="Suites.SetupConformance"/> does not apply. The setup must report
/// either that it is not offered, or that the server's CORS is sufficient.
/// </summary>
public sealed class MinioSetupTests(MinioStore store)
{
    private readonly MinioStore _store = store.Running;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureCors_ServerWithoutBucketCors_IsSufficientOrNotOffered()
    {
        await using var application = _store.CreateApplication(
            builder => builder.Services.Configure<PresignKitOptions>(options => options.PageOrigins.Add("https://app.example.com")));

        var outcome = await application.GetRequiredService<IStoreSetup>().EnsureCorsAsync(cancellationToken: Cancellation);

        TestContext.Current.TestOutputHelper!.WriteLine($"{outcome.Status} {outcome.Message}");
        Assert.Contains(outcome.Status, new[] { SetupStatus.Sufficient, SetupStatus.NotOffered });
    }

    [Fact]
    public async Task Check_ValidSettings_FindsNoError()
    {
        var findings = await _store.Setup.CheckAsync(Cancellation);

        Assert.DoesNotContain(findings, finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task Check_WrongSecret_FindsSecretKeyWrong()
    {
        await using var application = _store.CreateApplication(_ => { }, options => options.SecretAccessKey = "not-the-secret");

        var findings = await application.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        Assert.Contains(findings, finding => finding is { Code: FindingCodes.SecretKeyWrong, Severity: FindingSeverity.Error });
    }
}
