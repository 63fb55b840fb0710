using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Requests;

/// <summary>The hosts that a URL may have been signed for, seen the one it was sent to.</summary>
internal static class HostCandidates
{
    // MinIO, its console, Ceph's container and package, LocalStack, LocalS3 and what proxies listen on.
    private static readonly string[] Ports = ["80", "443", "9000", "9001", "7480", "8000", "8080", "8443", "4566", "5081", "3900", "8333"];

    private static readonly string[] InternalNames = ["localhost", "127.0.0.1", "minio"];

    /// <summary>Hosts that the request has been seen with: they may go with any other change.</summary>
    public static IEnumerable<string> Seen(RefusedRequest refused) => Others(refused,
    [
        refused.Issued?.Host, refused.Error.Canonical?.Header("host"), refused.Url.Host, refused.Header("host"), OfEndpoint(refused),
    ]);

    /// <summary>Hosts that it may have been signed for, all else being the same.</summary>
    public static IEnumerable<string> All(RefusedRequest refused)
    {
        var seen = Seen(refused).Append(refused.Url.Host).ToList();
        var guesses = seen.SelectMany(host => Ports.Select(port => $"{HostNames.Name(host)}:{port}"))
            .Concat(seen.Select(HostNames.Name))
            .Concat(refused.Header("x-forwarded-host") is { } forwarded ? [forwarded] : [])
            .Concat(seen.SelectMany(WithOtherBucketPlace(refused)))
            .Concat(InternalNames.SelectMany(name => Ports.Select(port => $"{name}:{port}").Append(name)))
            .Concat(seen.SelectMany(AmazonForms(refused)));
        return Others(refused, [.. seen, .. guesses]);
    }

    private static string? OfEndpoint(RefusedRequest refused) =>
        refused.Endpoint is { Length: > 0 } endpoint ? SentUrl.Parse(endpoint).Host : null;

    private static IEnumerable<string> Others(RefusedRequest refused, IEnumerable<string?> hosts) =>
        hosts.OfType<string>().Where(host => host.Length > 0 && host != refused.Sent?.Host).Distinct();

    // The bucket in front of the host, or not.
    private static Func<string, IEnumerable<string>> WithOtherBucketPlace(RefusedRequest refused) => host =>
    {
        var bucket = refused.Url.Path.Split('/', 3) is [_, { Length: > 0 } first, ..] ? first : null;
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return [.. bucket is null ? [] : new[] { $"{bucket}.{host}" }, .. dot < 0 ? [] : new[] { host[(dot + 1)..] }];
    };

    private static Func<string, IEnumerable<string>> AmazonForms(RefusedRequest refused) => host =>
    {
        if (!host.Contains("amazonaws.com", StringComparison.Ordinal))
        {
            return [];
        }

        var start = host.IndexOf("s3", StringComparison.Ordinal);
        var bucket = start <= 0 ? "" : host[..start];
        var region = refused.Presign.Credential?.Region;
        return [$"{bucket}s3.amazonaws.com", $"{bucket}s3.{region}.amazonaws.com", $"{bucket}s3-accelerate.amazonaws.com", $"{bucket}s3.dualstack.{region}.amazonaws.com"];
    };
}
