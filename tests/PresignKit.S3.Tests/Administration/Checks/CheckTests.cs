using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Checks;

public sealed class CheckTests(LocalStore store) : IClassFixture<LocalStore>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_CorrectSettings_FindsNothing()
    {
        await using var services = store.Application(o => o.PublicEndpoint = "https://files.example.com");

        Assert.Empty(await CheckAsync(services));
    }

    [Fact]
    public async Task Check_UnknownAccessKey_NamesAccessKeyId() =>
        await AssertFindsAsync(FindingCodes.AccessKeyUnknown, "Stores:media:AccessKeyId", o => o.AccessKeyId = "AKIDOTHER");

    [Fact]
    public async Task Check_WrongSecret_NamesSecretAccessKey() =>
        await AssertFindsAsync(FindingCodes.SecretKeyWrong, "Stores:media:SecretAccessKey", o => o.SecretAccessKey = "another-secret");

    [Fact]
    public async Task Check_NoBucket_NamesBucketAndHowToCreateIt() => await AssertFindsAsync(
        FindingCodes.BucketNotFound, $"aws s3 mb s3://no-such-bucket --endpoint-url {store.Endpoint} --region {LocalStore.Region}", o => o.Bucket
            = "no-such-bucket");

    [Fact]
    public async Task Check_WrongRegion_NamesRegion() =>
        await AssertFindsAsync(FindingCodes.RegionMismatch, "Stores:media:Region", o => o.Region = "us-west-2");

    [Fact]
    public async Task Check_ConnectionRefused_NamesEndpoint() =>
        await AssertFindsAsync(FindingCodes.EndpointUnreachable, "Stores:media:Endpoint", o => o.Endpoint = $"http://127.0.0.1:{ClosedPort()}");

    [Fact]
    public async Task Check_UnknownHost_NamesEndpoint() =>
        await AssertFindsAsync(
            FindingCodes.EndpointUnreachable,
            "the host name could not be resolved",
            o => (o.Endpoint, o.PublicEndpoint) = ("http://store.invalid:9000", "https://files.example.com"));

    [Fact]
    public async Task Check_NoCredentials_NamesTheSettings()
    {
        await AssertFindsAsync("credentials-unavailable", "Stores:media:AccessKeyId", o =>
            (o.AccessKeyId, o.SecretAccessKey, o.Credentials) = (null, null, new RotatingCredentials
            {
                Failure = new InvalidOperationException("no metadata service"),
            }));
    }

    [Theory]
    [InlineData(20, "20 min", "ahead of", "not yet valid")]
    [InlineData(-20, "20 min", "behind", "too early")]
    public async Task Check_ClockTwentyMinutesOff_StatesAmountAndDirection(int minutes, string much, string direction, string consequence)
    {
        // Half a minute more, because the store's clock advances and its Date header has whole seconds.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(Math.Sign(minutes) * 30));
        await using var services = store.Application(clock: clock);

        var finding = Assert.Single(await CheckAsync(services), f => f.Severity == FindingSeverity.Error);

        Assert.Equal(FindingCodes.ClockSkewed, finding.Code);
        Assert.All([much, direction, consequence, "NTP"], part => Assert.Contains(part, finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_ClockFiveMinutesOff_IsAWarning()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(4));
        await using var services = store.Application(clock: clock);

        Assert.Equal(FindingSeverity.Warning, Assert.Single(await CheckAsync(services), f => f.Code == FindingCodes.ClockSkewed).Severity);
    }

    [Fact]
    public async Task Check_BucketInAnotherRegion_NamesItsRegion()
    {
        await using var scripted = await ScriptedStore.StartAsync(
            _ => ScriptedAnswer.Error(301, "PermanentRedirect", "", ("x-amz-bucket-region", "ap-south-1")));
        await using var services = scripted.Application();

        var finding = Assert.Single(await CheckAsync(services), f => f.Severity == FindingSeverity.Error);

        Assert.Equal(FindingCodes.RegionMismatch, finding.Code);
        Assert.EndsWith("set Stores:media:Region to ap-south-1.", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "AccessDenied", FindingCodes.BucketAccessDenied, FindingSeverity.Warning)]
    [InlineData(400, "ExpiredToken", FindingCodes.CredentialsExpired, FindingSeverity.Error)]
    [InlineData(503, "SlowDown", FindingCodes.StoreBusy, FindingSeverity.Warning)]
    public async Task Check_StoreRefuses_IsAFinding(int status, string code, string expected, FindingSeverity severity)
    {
        await using var scripted = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(status, code));
        await using var services = scripted.Application();

        var finding = Assert.Single(await CheckAsync(services), f => f.Code != FindingCodes.PublicEndpointPrivate);

        Assert.Equal((expected, severity), (finding.Code, finding.Severity));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/html; charset=no-such-charset")]
    public async Task Check_WebPageInsteadOfAStore_IsReported(string contentType)
    {
        await using var scripted = await ScriptedStore.StartAsync(
            _ => new(200, "<!DOCTYPE html><html><body>Console</body></html>", ("Content-Type", contentType)));
        await using var services = scripted.Application();

        Assert.Single(await CheckAsync(services), f => f.Code == FindingCodes.EndpointNotAStore);
    }

    [Fact]
    public async Task Check_CorsMissing_ShowsCommandAndPassesAfterSetup()
    {
        await store.Client.DeleteCORSConfigurationAsync(LocalStore.Bucket, Cancellation);
        await using var services = store.Application(
            configure: presignKit => presignKit.AddVideoPolicy().Services
                .Configure<PresignKitOptions>(options => options.PageOrigins.Add("https://app.example.com")));

        var finding = Assert.Single(await CheckAsync(services), f => f.Code == FindingCodes.CorsMissing);
        Assert.Contains("no rule allows pages from https://app.example.com", finding.Message, StringComparison.Ordinal);
        Assert.Contains("aws s3api put-bucket-cors --bucket media-bucket", finding.Message, StringComparison.Ordinal);

        await services.GetRequiredService<IStoreSetup>().EnsureCorsAsync(cancellationToken: Cancellation);

        Assert.DoesNotContain(await CheckAsync(services), f => f.Code == FindingCodes.CorsMissing);
    }

    /// <summary>Ceph with rgw_dns_name reads any other host as the bucket, in path style as well.</summary>
    [Fact]
    public async Task Check_StoreReadsTheHostAsBucket_NamesTheHostAndWhatToSet()
    {
        await using var scripted = await ScriptedStore.StartAsync(
            _ => ScriptedAnswer.Error(404, "NoSuchBucket", "<BucketName>127.0.0.1</BucketName>"));
        await using var services = scripted.Application();

        var findings = await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

        var finding = Assert.Single(findings, f => f.Code == FindingCodes.BucketNotFound);
        Assert.EndsWith(
            "The store reads the host '127.0.0.1' as the bucket: set Stores:media:Endpoint to a host name that it knows (Ceph: rgw_dns_name), or to an IP "
                + "address such as 127.0.0.1.",
            finding.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", false)]
    public async Task Find_NoBucket_SaysThatLocalhostMayBeReadAsTheBucket(string host, bool says)
    {
        await using var scripted = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(404, "NoSuchBucket"));
        await using var services = scripted.Application(o => o.Endpoint = o.Endpoint!.Replace("127.0.0.1", host, StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<StoreException>(
            async () => await services.GetRequiredService<IObjectStore>().FindAsync(new("k"), Cancellation));

        Assert.Equal(ErrorCodes.BucketNotFound, failure.Code);
        Assert.Equal(says, failure.Message.Contains("it reads the host 'localhost' as the bucket", StringComparison.Ordinal));
    }

    private async Task AssertFindsAsync(string code, string expectedText, Action<S3StoreOptions> change)
    {
        await using var services = store.Application(change);

        var finding = Assert.Single(await CheckAsync(services), f => f.Code != FindingCodes.PublicEndpointPrivate);

        Assert.Equal((code, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains(expectedText, finding.Message, StringComparison.Ordinal);
        Assert.All(
            [LocalStore.Secret, "another-secret", "X-Amz-", "list-type"],
            secret => Assert.DoesNotContain(secret, finding.ToString(), StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<StoreFinding>> CheckAsync(IServiceProvider services) =>
        await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation);

    private static string ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
