using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Credentials;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Credentials;

public sealed class CredentialKeeperTests : IDisposable
{
    private static readonly TimeSpan Needed = TimeSpan.FromMinutes(15);

    // A session of one hour, less 15 minutes for the policy, half a minute of skew and one minute of reserve.
    private static readonly TimeSpan RenewedAfter = TimeSpan.FromMinutes(60 - 15 - 1.5);

    private readonly FakeTimeProvider _clock = new(TestApp.Now);
    private readonly LogRecorder _log = new();
    private readonly ScriptedLookup _lookup;
    private readonly CredentialKeeper _keeper;

    public CredentialKeeperTests()
    {
        _lookup = new(_clock);
        _keeper = new("media", _lookup, static () => Needed, _clock, _log);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _keeper.Dispose();
        _log.Dispose();
        _lookup.Dispose();
    }

    [Fact]
    public async Task Get_SufficientSession_IsLookedUpOnce()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("AKID1", await GetAsync());
        }

        _clock.Advance(RenewedAfter - TimeSpan.FromSeconds(1));

        Assert.Equal("AKID1", await GetAsync());
        Assert.Equal(1, _lookup.Lookups);
    }

    [Fact]
    public async Task Get_SessionShorterThanPoliciesNeed_IsRenewedInTheBackground()
    {
        await GetAsync();

        _clock.Advance(RenewedAfter);

        // Renewed by the timer, without a request.
        Assert.Equal(2, _lookup.Lookups);
        var found = await _keeper.GetAsync(Cancellation);
        Assert.Equal("AKID2", found.ToSdk().AccessKey);
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromHours(1), found.ExpiresAt);
    }

    [Fact]
    public async Task Get_ManySessions_AlwaysLastAsLongAsPoliciesNeed()
    {
        await GetAsync();
        for (var i = 0; i < 500; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            var found = await _keeper.GetAsync(Cancellation);
            Assert.True(found.IsUsableAt(_clock.GetUtcNow() + Needed), $"minute {i}: until {found.UsableUntil}");
        }

        Assert.InRange(_lookup.Lookups, 500 / 44, (500 / 43) + 1);
    }

    [Fact]
    public async Task Get_DuringRenewal_DoesNotWait()
    {
        await GetAsync();
        _lookup.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _clock.Advance(RenewedAfter);
        Assert.Equal(2, _lookup.Lookups);

        var asked = _keeper.GetAsync(Cancellation);
        Assert.True(asked.IsCompletedSuccessfully);
        Assert.Equal("AKID1", (await asked).ToSdk().AccessKey);

        _lookup.Gate.SetResult();
        await _keeper.Looking.WaitAsync(Cancellation);
        Assert.Equal("AKID2", await GetAsync());
    }

    [Fact]
    public async Task Get_ConcurrentCallsWithoutCredentials_ShareOneLookup()
    {
        _lookup.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = Enumerable.Range(0, 50).Select(_ => _keeper.GetAsync(Cancellation).AsTask()).ToArray();
        Assert.DoesNotContain(asked, task => task.IsCompleted);

        _lookup.Gate.SetResult();

        Assert.All(await Task.WhenAll(asked), found => Assert.Equal("AKID1", found.ToSdk().AccessKey));
        Assert.Equal(1, _lookup.Lookups);
    }

    [Fact]
    public async Task Get_OneCallerCancels_OthersGetCredentials()
    {
        _lookup.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var canceled = _keeper.GetAsync(caller.Token).AsTask();
        var patient = _keeper.GetAsync(Cancellation).AsTask();

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        _lookup.Gate.SetResult();

        Assert.Equal("AKID1", (await patient).ToSdk().AccessKey);
    }

    [Fact]
    public async Task Get_RenewalFails_KeepsCredentialsAndRetriesWithGrowingPauses()
    {
        await GetAsync();
        _lookup.Failure = new AmazonClientException("down");
        _clock.Advance(RenewedAfter);
        Assert.Equal(2, _lookup.Lookups);

        // After 1, 2, 4, 8 and 16 seconds, and then every 30 seconds.
        foreach (var (pause, looks) in new[] { (1, 3), (2, 4), (4, 5), (8, 6), (16, 7), (30, 8), (30, 9) })
        {
            _clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(looks - 1, _lookup.Lookups);
            Assert.Equal("AKID1", await GetAsync());
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(looks, _lookup.Lookups);
        }

        _lookup.Failure = null;
        _clock.Advance(RenewalSchedule.LongestPause);
        Assert.Equal("AKID10", await GetAsync());
        Assert.Contains(_log.All, line => line.StartsWith("Warning: credentials-unavailable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_RenewalFailsUntilExpiry_IsExpired()
    {
        await GetAsync();
        _lookup.Failure = new AmazonServiceException("down") { ErrorCode = "ServiceUnavailable", StatusCode = System.Net.HttpStatusCode.ServiceUnavailable };
        _clock.Advance(TimeSpan.FromHours(1) - CredentialSnapshot.Skew - TimeSpan.FromSeconds(1));
        Assert.Equal("AKID1", await GetAsync());

        _clock.Advance(TimeSpan.FromSeconds(1));
        var looks = _lookup.Lookups;
        for (var i = 0; i < 20; i++)
        {
            var refused = await Assert.ThrowsAsync<StoreException>(async () => await GetAsync());
            Assert.Equal(ErrorCodes.CredentialsExpired, refused.Code);
            Assert.Contains("ServiceUnavailable, 503", refused.Message, StringComparison.Ordinal);
        }

        // Requests do not cause further lookups while the source is down.
        Assert.InRange(_lookup.Lookups, looks, looks + 1);
        await _log.FirstAsync("Error: credentials-expired", Cancellation).WaitAsync(TimeSpan.FromSeconds(5), Cancellation);

        _lookup.Failure = null;
        _clock.Advance(RenewalSchedule.LongestPause);
        Assert.StartsWith("AKID", await GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NoCredentialsYet_IsUnavailableAndRetriesAfterAPause()
    {
        _lookup.Failure = new AmazonClientException("none");
        for (var i = 0; i < 20; i++)
        {
            var refused = await Assert.ThrowsAsync<StoreException>(async () => await GetAsync());
            Assert.Equal(ErrorCodes.CredentialsUnavailable, refused.Code);
        }

        Assert.Equal(1, _lookup.Lookups);
        _lookup.Failure = null;
        _clock.Advance(RenewalSchedule.FirstPause);
        Assert.Equal("AKID2", await GetAsync());
    }

    [Fact]
    public async Task Get_SourceDoesNotAnswer_TimesOut()
    {
        _lookup.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = _keeper.GetAsync(Cancellation).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(30));

        var refused = await Assert.ThrowsAsync<StoreException>(() => asked);
        Assert.Equal(ErrorCodes.CredentialsUnavailable, refused.Code);
        Assert.Contains("no response in time", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetUntil_CurrentOnesExpireSooner_LooksUpOnceUntilAPause()
    {
        _lookup.Lifetime = TimeSpan.FromMinutes(20);
        await GetAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));

        var wanted = _clock.GetUtcNow() + TimeSpan.FromMinutes(19.4);
        Assert.Equal("AKID2", (await _keeper.GetAsync(wanted, Cancellation)).ToSdk().AccessKey);

        // Requests do not cause further lookups if no source can satisfy them.
        var tooMuch = _clock.GetUtcNow() + TimeSpan.FromHours(5);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("AKID2", (await _keeper.GetAsync(tooMuch, Cancellation)).ToSdk().AccessKey);
        }

        Assert.Equal(2, _lookup.Lookups);
    }

    [Fact]
    public async Task Use_OtherSource_KeepsCredentialsUntilNewOnesAreFound()
    {
        await GetAsync();
        using var other = new ScriptedLookup(_clock) { Failure = new AmazonClientException("not yet") };

        _keeper.Use(other);
        Assert.Equal("AKID1", await GetAsync());
        Assert.True(_lookup.IsDisposed);

        other.Failure = null;
        _clock.Advance(RenewalSchedule.FirstPause);
        Assert.Equal("AKID2", await GetAsync());
        Assert.Equal(1, _lookup.Lookups);
        Assert.Equal(2, other.Lookups);
    }

    [Fact]
    public async Task Use_DuringALookupOfThePreviousSource_DiscardsItsResult()
    {
        var former = _lookup.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = _keeper.GetAsync(Cancellation).AsTask();
        using var other = new ScriptedLookup(_clock) { Lifetime = TimeSpan.FromHours(2) };

        _keeper.Use(other);
        former.SetResult();

        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromHours(2), (await asked).ExpiresAt);
    }

    [Fact]
    public async Task Dispose_DuringALookup_CancelsItAndSchedulesNoOther()
    {
        await GetAsync();
        _keeper.Dispose();

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, _lookup.Lookups);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await GetAsync());
    }

    [Fact]
    public async Task Log_CompleteLifecycle_ContainsNoSecret()
    {
        await GetAsync();
        _lookup.Failure = new AmazonClientException($"the process printed {TestApp.Secret} and token-1");
        _clock.Advance(RenewedAfter);
        _clock.Advance(TimeSpan.FromHours(1));
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await GetAsync());

        Assert.Equal(["Information", "Warning", "Error"], _log.All.Select(line => line.Split(':')[0]).Distinct());
        Assert.All(_log.All.Append(refused.Message), line =>
        {
            Assert.DoesNotContain(TestApp.Secret, line, StringComparison.Ordinal);
            Assert.DoesNotContain("token-", line, StringComparison.Ordinal);
        });
    }

    private async Task<string> GetAsync() => (await _keeper.GetAsync(Cancellation)).ToSdk().AccessKey;
}
