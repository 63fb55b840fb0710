using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Administration.BucketPolicy;

/// <summary>
/// On a store that enforces bucket policies as documented, the policy denies what it should, and nothing that the application needs.
/// </summary>
public sealed class BucketPolicySetupTests(LocalStore store) : IClassFixture<LocalStore>
{
    private const string Theirs = """
        {"Version":"2012-10-17","Id":"it's theirs","Statement":[{"Sid":"Theirs","Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::media-bucket/legal/*","Condition":{"StringEquals":{"s3:authType":"POST"}}}]}
        """;

    private static readonly byte[] Body = [.. "\0\0\0\u0018ftypisom\0\0\u0002\0isomiso2"u8];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureBucketPolicy_Enforced_DeniesOldSignaturesAndApplicationWorks()
    {
        await using var gate = await PolicyGate.StartAsync(store);
        await using var application = Application(gate, PolicyGate.BackendArn);
        var key = await CompleteAsync(application);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(gate, key, TimeSpan.FromHours(5)));

        var outcome = await Setup(application).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.Changed, outcome.Status);
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(gate, key, TimeSpan.FromHours(5)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(gate, key, TimeSpan.FromMinutes(40)));
        Assert.Equal(HttpStatusCode.Forbidden, (await store.Http.GetAsync($"{gate.Endpoint}/{LocalStore.Bucket}/{key}", Cancellation)).StatusCode);
        Assert.Contains("GET PresignKitNotPresignedFormedia", gate.Denied);

        // All requests of the slot and download succeed, except for the denials above: slot, PUT, HEAD, first bytes, copy, HEAD of the copy, DELETE,
        // download.
        var denied = gate.Denied.Count;
        var second = await CompleteAsync(application);
        var url = await application.Issuer().IssueDownloadUrlAsync(second, cancellationToken: Cancellation);
        Assert.Equal(Body, await store.Http.GetByteArrayAsync(url.RevealUrl(), Cancellation));
        Assert.Equal(denied, gate.Denied.Count);
    }

    [Fact]
    public async Task EnsureBucketPolicy_Twice_ChangesNothingTheSecondTimeAndKeepsTheStatementsOfOthers()
    {
        await using var gate = await PolicyGate.StartAsync(store);
        gate.Policy = Theirs;
        await using var application = Application(gate);

        Assert.Equal(SetupStatus.Changed, (await Setup(application).EnsureBucketPolicyAsync(Cancellation)).Status);
        Assert.Equal(SetupStatus.Sufficient, (await Setup(application).EnsureBucketPolicyAsync(Cancellation)).Status);

        Assert.Equal(1, gate.Changes);
        var document = JsonDocument.Parse(gate.Policy!).RootElement;
        Assert.Equal("it's theirs", document.GetProperty("Id").GetString());
        var statements = document.GetProperty("Statement").EnumerateArray().ToArray();
        Assert.Equal(
            ["Theirs", "PresignKitSignatureVersionFormedia", "PresignKitSignatureAgeFormedia"],
            statements.Select(s => s.GetProperty("Sid").GetString()));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Theirs).RootElement.GetProperty("Statement")[0], statements[0]));
    }

    [Fact]
    public async Task EnsureBucketPolicy_LongerPolicies_ReplaceTheStatementAndNothingElse()
    {
        await using var gate = await PolicyGate.StartAsync(store);
        await using (var former = Application(gate))
        {
            await Setup(former).EnsureBucketPolicyAsync(Cancellation);
        }

        await using var application = Application(
            gate, configure: presignKit => presignKit.AddDownloadPolicy("film", policy => policy.Lifetime = TimeSpan.FromHours(8)));

        var compared = await Setup(application).CompareBucketPolicyAsync(Cancellation);
        Assert.Equal(SetupStatus.Missing, compared.Status);
        Assert.Equal(1, gate.Changes);
        Assert.Equal(SetupStatus.Changed, (await Setup(application).EnsureBucketPolicyAsync(Cancellation)).Status);

        Assert.Equal(compared.Configuration, gate.Policy);
        var age = Assert.Single(Sids(gate.Policy!), sid => sid.StartsWith("PresignKitSignatureAge", StringComparison.Ordinal));
        Assert.Equal("PresignKitSignatureAgeFormedia", age);
    }

    [Fact]
    public async Task EnsureBucketPolicy_BackendIsNotAPrincipal_IsWithdrawn()
    {
        await using var gate = await PolicyGate.StartAsync(store);
        gate.Policy = Theirs;
        await using var application = Application(gate, "arn:aws:iam::123456789012:role/another-service");

        var outcome = await Setup(application).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.Withdrawn, outcome.Status);
        Assert.False(outcome.IsSufficient);
        Assert.Contains("DirectPrincipals", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(Theirs, gate.Policy);
        await CompleteAsync(application);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7 * 24)]
    public async Task EnsureBucketPolicy_LateLockout_IsWithdrawn(int hours)
    {
        var asked = 0;
        await using var gate = await PolicyGate.StartAsync(store, keeps: _ => Interlocked.Increment(ref asked) > 2);
        await using var application = Application(
            gate, "arn:aws:iam::123456789012:role/another-service",
                presignKit => presignKit.AddDownloadPolicy("film", policy => policy.Lifetime = TimeSpan.FromHours(hours)));

        var outcome = await Setup(application).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.Withdrawn, outcome.Status);
        Assert.Null(gate.Policy);
    }

    [Fact]
    public async Task EnsureBucketPolicy_AcceptedWithoutAnswer_IsWithdrawn()
    {
        await using var gate = await PolicyGate.StartAsync(store);
        await using var application = Application(gate, PolicyGate.BackendArn);
        gate.IsCutOff = true;

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await Setup(application).EnsureBucketPolicyAsync(Cancellation));

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
        Assert.True(gate.Changes > 1);
        Assert.Null(gate.Policy);
    }

    [Fact]
    public async Task EnsureBucketPolicy_StoreIgnoresIt_IsWithdrawnAndReported()
    {
        await using var gate = await PolicyGate.StartAsync(store, keeps: static _ => false);
        await using var application = Application(gate);

        var outcome = await Setup(application).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.NotOffered, outcome.Status);
        Assert.Contains("does not enforce it", outcome.Message, StringComparison.Ordinal);
        Assert.Null(gate.Policy);
    }

    [Fact]
    public async Task Check_PolicyExpected_WarnsUntilItIsSetAndEnforced()
    {
        var keeps = true;
        await using var gate = await PolicyGate.StartAsync(store, keeps: _ => keeps);
        await using var application = Application(
            gate, configure: presignKit => presignKit.Services.Configure<PresignKitOptions>(options => options.ExpectBucketPolicy = true));
        await using var silent = Application(gate);

        var missing = Assert.Single(await Setup(application).CheckAsync(Cancellation), f => f.Code == FindingCodes.BucketPolicyMissing);
        Assert.Equal(FindingSeverity.Warning, missing.Severity);
        Assert.Contains("put-bucket-policy --bucket media-bucket", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(LocalStore.Secret, missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await Setup(silent).CheckAsync(Cancellation), f => f.Code.StartsWith("bucket-policy", StringComparison.Ordinal));

        await Setup(application).EnsureBucketPolicyAsync(Cancellation);
        Assert.DoesNotContain(await Setup(application).CheckAsync(Cancellation), f => f.Code.StartsWith("bucket-policy", StringComparison.Ordinal));

        keeps = false;
        Assert.Contains(
            await Setup(application).CheckAsync(Cancellation),
            f => f is { Code: FindingCodes.BucketPolicyNotOffered, Severity: FindingSeverity.Warning });
    }

    [Fact]
    public async Task EnsureBucketPolicy_StoreWithoutPolicies_IsNotOffered()
    {
        await using var application = store.Application();

        var outcome = await Setup(application).EnsureBucketPolicyAsync(Cancellation);

        Assert.Equal(SetupStatus.NotOffered, outcome.Status);
        Assert.Null(outcome.Command);
    }

    private static IStoreSetup Setup(IServiceProvider services) => services.GetRequiredKeyedService<IStoreSetup>("media");

    private static string[] Sids(string policy) =>
        [.. JsonDocument.Parse(policy).RootElement.GetProperty("Statement").EnumerateArray().Select(s => s.GetProperty("Sid").GetString()!)];

    private ServiceProvider Application(PolicyGate gate, string? principal = null, Action<PresignKitBuilder>? configure = null) => store.Application(
        options =>
        {
            options.Endpoint = gate.Endpoint;
            options.Profile = TestApp.Direct(options.Profile!);
            if (principal is not null)
            {
                options.DirectPrincipals.Add(principal);
            }
        },
        presignKit =>
        {
            presignKit.AddVideoPolicy(policy => policy.Lifetime = TimeSpan.FromHours(1));
            configure?.Invoke(presignKit);
        });

    /// <summary>Opens a slot, uploads, and completes with a frozen copy.</summary>
    private async Task<ObjectKey> CompleteAsync(IServiceProvider services)
    {
        var slot = await services.Issuer().OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = Body.Length }, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Put, slot.Request!.RevealUrl()) { Content = new ByteArrayContent(Body) };
        foreach (var header in slot.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        using var answer = await store.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var verifier = services.GetRequiredService<IUploadVerifier>();
        var upload = slot.Declaration;
        var verified = await verifier.VerifyAsync(upload, Cancellation);
        Assert.True(verified.IsVerified, $"{verified.Outcome} {verified.Reason}");
        Assert.StartsWith("accepted/", verified.Key.Value, StringComparison.Ordinal);
        await verifier.SettleAsync(upload, verified.Key, cancellationToken: Cancellation);
        Assert.Null(await services.GetRequiredKeyedService<IObjectStore>("media").FindAsync(slot.Key, Cancellation));
        return verified.Key;
    }

    /// <summary>Sends a request with a signature of this age that is valid for six hours.</summary>
    private async Task<HttpStatusCode> GetAsync(PolicyGate gate, ObjectKey key, TimeSpan age)
    {
        var url = new UrlPresigner(
            BucketEndpoint.Create(gate.Endpoint, LocalStore.Bucket, BucketAddressing.Path), new(LocalStore.AccessKey, LocalStore.Secret), LocalStore
                .Region).Presign(new()
            {
                Method = "GET", Target = PresignTarget.ForObject(key.Value), SignedAt = TimeProvider.System.GetUtcNow() - age, Lifetime = TimeSpan.FromHours(
                    6),
            });
        using var answer = await store.Http.GetAsync(url, Cancellation);
        return answer.StatusCode;
    }
}
