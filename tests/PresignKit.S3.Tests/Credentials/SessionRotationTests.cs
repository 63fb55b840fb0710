using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Credentials;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Credentials;

public sealed class SessionRotationTests
{
    private readonly FakeTimeProvider _clock = new(TestApp.Now);
    private readonly RotatingCredentials _credentials = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenSession_StaticKeys_CompletesSynchronouslyWithTheSameSession()
    {
        using var provider = TestStoreProvider.Create(static _ => { }, _clock);

        var first = provider.OpenSessionAsync(Cancellation).AsTask();
        _clock.Advance(TimeSpan.FromDays(400));
        var second = provider.OpenSessionAsync(Cancellation).AsTask();

        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.Same(await first, await second);
        Assert.Null((await first).CredentialsExpireAt);
    }

    [Fact]
    public async Task OpenSession_CredentialsUnchanged_IsTheSameSessionWithFewLookups()
    {
        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddHours(1));
        using var provider = TestStoreProvider.Create(_credentials, _clock);
        var first = await provider.OpenSessionAsync(Cancellation);
        var looks = _credentials.Lookups;

        for (var i = 0; i < 100; i++)
        {
            Assert.Same(first, await provider.OpenSessionAsync(Cancellation));
        }

        Assert.Equal(looks, _credentials.Lookups);

        _clock.Advance(RenewalSchedule.LookInterval);
        Assert.Same(first, await provider.OpenSessionAsync(Cancellation));
        Assert.True(_credentials.Lookups > looks);
    }

    [Fact]
    public async Task OpenSession_CredentialsRotated_IsAnotherSessionThatSignsWithThem()
    {
        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddHours(1));
        await using var services = Services();
        var before = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        _credentials.Rotate("AKID2", "token-2", TestApp.Now.AddHours(2));
        _clock.Advance(RenewalSchedule.LookInterval);
        var after = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.Equal("AKID1", ClientRequest.Verify(before, TestApp.Now, token: "token-1").AccessKeyId);
        Assert.True(ClientRequest.Verify(before, TestApp.Now, token: "token-1").IsVerified);
        Assert.Equal("AKID2", ClientRequest.Verify(after, TestApp.Now.AddSeconds(20), token: "token-2").AccessKeyId);
        Assert.True(ClientRequest.Verify(after, TestApp.Now.AddSeconds(20), token: "token-2").IsVerified);
    }

    [Fact]
    public async Task OpenSession_ExpiryChanged_IsAnotherSessionWithTheSameKeys()
    {
        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddMinutes(1));
        using var provider = TestStoreProvider.Create(_credentials, _clock);
        var first = await provider.OpenSessionAsync(Cancellation);

        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddMinutes(10));
        _clock.Advance(RenewalSchedule.LookInterval);
        var second = await provider.OpenSessionAsync(Cancellation);

        Assert.Equal(TestApp.Now.AddMinutes(1) - CredentialSnapshot.Skew, first.CredentialsExpireAt);
        Assert.Equal(TestApp.Now.AddMinutes(10) - CredentialSnapshot.Skew, second.CredentialsExpireAt);
    }

    [Fact]
    public async Task IssueDownloadUrl_CredentialsExpireSooner_LimitTheUrl()
    {
        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddMinutes(3));
        await using var services = Services();

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.Equal(TestApp.Now.AddSeconds(150), url.ExpiresAt);
        Assert.Equal(ExpiryLimit.Credentials, url.LimitedBy);
        Assert.Equal("150", ClientRequest.Query(url, "X-Amz-Expires"));
    }

    [Fact]
    public async Task IssueDownloadUrl_MinimumLifetime_RenewsCredentials()
    {
        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddMinutes(3));
        await using var services = Services(policy => policy.MinimumLifetime = TimeSpan.FromMinutes(5));
        var refused = await Assert.ThrowsAsync<StoreException>(
            async () => await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation));
        Assert.Equal(ErrorCodes.CredentialsTooShort, refused.Code);

        _credentials.Rotate("AKID2", "token-2", TestApp.Now.AddMinutes(13));
        _clock.Advance(RenewalSchedule.LookInterval);
        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.Equal((TestApp.Now.AddMinutes(12.5), ExpiryLimit.Credentials), (url.ExpiresAt, url.LimitedBy));
    }

    [Fact]
    public async Task IssueDownloadUrl_ExpiredCredentials_IsRefused()
    {
        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddSeconds(-1));
        await using var services = Services();

        var refused = await Assert.ThrowsAsync<StoreException>(
            async () => await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation));

        Assert.Equal(ErrorCodes.CredentialsExpired, refused.Code);
    }

    [Fact]
    public async Task OpenSession_LookupFailsWhileCredentialsAreValid_KeepsThem()
    {
        _credentials.Rotate("AKID1", "token-1", TestApp.Now.AddMinutes(5));
        using var provider = TestStoreProvider.Create(_credentials, _clock);
        var first = await provider.OpenSessionAsync(Cancellation);

        _credentials.Failure = new AmazonClientException("the metadata service is away");
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Same(first, await provider.OpenSessionAsync(Cancellation));

        _clock.Advance(TimeSpan.FromMinutes(1));
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await provider.OpenSessionAsync(Cancellation));
        Assert.Equal(ErrorCodes.CredentialsExpired, refused.Code);
    }

    [Fact]
    public async Task OpenSession_NoCredentials_NamesTheSettings()
    {
        _credentials.Failure = new AmazonClientException("none");
        using var provider = TestStoreProvider.Create(_credentials, _clock);

        var refused = await Assert.ThrowsAsync<StoreException>(async () => await provider.OpenSessionAsync(Cancellation));

        Assert.Equal(ErrorCodes.CredentialsUnavailable, refused.Code);
        Assert.Contains("Stores:media:AccessKeyId", refused.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_PROFILE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenSession_AnonymousCredentials_SignNothing()
    {
        using var provider = TestStoreProvider.Create(new AnonymousAWSCredentials(), _clock);

        var refused = await Assert.ThrowsAsync<StoreException>(async () => await provider.OpenSessionAsync(Cancellation));

        Assert.Equal(ErrorCodes.CredentialsUnavailable, refused.Code);
    }

    [Fact]
    public async Task OpenSession_LookupFailsOnce_SucceedsNextTime()
    {
        _credentials.Failure = new AmazonClientException("not yet");
        using var provider = TestStoreProvider.Create(_credentials, _clock);
        await Assert.ThrowsAsync<StoreException>(async () => await provider.OpenSessionAsync(Cancellation));

        _credentials.Failure = null;
        _clock.Advance(RenewalSchedule.FirstPause);

        Assert.NotNull(await provider.OpenSessionAsync(Cancellation));
    }

    [Fact]
    public async Task OpenSession_ConcurrentRotation_NeverMixesKeysAndTokens()
    {
        await using var services = Services();
        var issuer = services.Issuer();
        var signing = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var url = await issuer.IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);
                    var id = ClientRequest.Query(url, "X-Amz-Credential")!.Split('/')[0];
                    Assert.Equal(id.Replace("AKID", "token-", StringComparison.Ordinal), ClientRequest.Query(url, "X-Amz-Security-Token"));
                }
            },
            Cancellation)).ToArray();
        for (var i = 1; i < 50; i++)
        {
            _credentials.Rotate($"AKID{i}", $"token-{i}", null);
            _clock.Advance(RenewalSchedule.LookInterval);
            await Task.Yield();
        }

        await Task.WhenAll(signing);
    }

    [Fact]
    public void SilentInstanceRole_TypeName_ExistsInTheAwsSdk() =>
        Assert.NotNull(typeof(AWSCredentials).Assembly.GetTypes().SingleOrDefault(t => t.Name == ChainCredentials.SilentInstanceRole));

    private ServiceProvider Services(Action<DownloadPolicyOptions>? policy = null) => TestApp.Build(
        presignKit => presignKit
            .AddS3("media", options => (options.Bucket, options.Region, options.Credentials) = ("media-bucket", "eu-central-1", _credentials))
            .AddDownloadPolicy("default", policy ?? (static _ => { })),
        _clock);
}
