using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Credentials;

/// <summary>A complete application with a role: its policies determine when sessions are renewed.</summary>
public sealed class RoleRenewalTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(TestApp.Now);
    private readonly SemaphoreSlim _asked = new(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _asked.Dispose();

    [Theory]
    [InlineData(0, 60 - 15 - 1.5)]
    [InlineData(5, 60 - 20 - 1.5)]
    public async Task IssueDownloadUrl_SessionOfAnHour_IsRenewedForTheLongestPolicy(int window, double renewedAfter)
    {
        await using var tokens = await ScriptedStore.StartAsync(_ => Answer());
        await using var application = tokens.Application(
            options => options.AssumeRole = new() { RoleArn = "arn:aws:iam::123456789012:role/media" },
            presignKit => presignKit
                .AddDownloadPolicy("short", policy => policy.Lifetime = TimeSpan.FromMinutes(1))
                .AddDownloadPolicy("default", policy => policy.StableWindow = TimeSpan.FromMinutes(window)),
            _clock);
        await Issue(application);
        await _asked.WaitAsync(Cancellation);

        _clock.Advance(TimeSpan.FromMinutes(renewedAfter) - TimeSpan.FromSeconds(1));
        await Issue(application);
        Assert.Single(tokens.Requests);

        // The timer requests a session without a call to the issuer.
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        Assert.Equal(2, tokens.Requests.Count);
    }

    private static async Task Issue(ServiceProvider application)
    {
        var url = await application.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);
        Assert.Equal("ASIASESSION", ClientRequest.Query(url, "X-Amz-Credential")!.Split('/')[0]);
        Assert.Equal(ExpiryLimit.Policy, url.LimitedBy);
    }

    private ScriptedAnswer Answer()
    {
        _asked.Release();
        return new(200, $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
            <Expiration>{_clock.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """);
    }
}
