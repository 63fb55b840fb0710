using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph;

/// <summary>Sessions of a role, and what becomes of their tokens if a bit is altered.</summary>
internal static class SessionTokens
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Assumes the role of the store.</summary>
    public static async Task<Amazon.SecurityToken.Model.Credentials> AssumeAsync(CephSessionStore store, TimeSpan duration)
    {
        using var client = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(store.AccessKey, store.Secret),
            new AmazonSecurityTokenServiceConfig { ServiceURL = store.Endpoint, AuthenticationRegion = "us-east-1" });
        var response = await client.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = store.RoleArn, RoleSessionName = "short", DurationSeconds = (int)duration.TotalSeconds }, Cancellation);
        return response.Credentials;
    }

    /// <summary>Alters one bit in every fourth byte of a token, and signs a URL with it. Returns the bytes where the gateway accepts the URL.</summary>
    public static async Task<(int[] Accepted, int Length)> AcceptedChangesAsync(
        CephSessionStore store, Amazon.SecurityToken.Model.Credentials session, ObjectKey key)
    {
        var bytes = Convert.FromBase64String(session.SessionToken);
        var accepted = new ConcurrentBag<int>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Cancellation };
        await Parallel.ForAsync(0, bytes.Length / 4, options, async (quarter, cancellation) =>
        {
            var i = quarter * 4;
            var altered = bytes.ToArray();
            altered[i] ^= 1;
            var presigner = new UrlPresigner(
                BucketEndpoint.Create(store.Endpoint, store.Container, BucketAddressing.Path),
                new(session.AccessKeyId, session.SecretAccessKey, Convert.ToBase64String(altered)),
                "us-east-1");
            var url = presigner.Presign(new()
            {
                Method = "GET", Target = PresignTarget.ForObject(key.Value), SignedAt = TimeProvider.System.GetUtcNow(), Lifetime = TimeSpan.FromMinutes(5),
            });
            using var answer = await store.Client.GetAsync(new Uri(url), cancellation);
            if (answer.IsSuccessStatusCode)
            {
                accepted.Add(i);
            }
        });
        return ([.. accepted.Order()], bytes.Length);
    }
}
