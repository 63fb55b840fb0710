using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Requests;

/// <summary>Hosts that a URL may have been signed for, given the one it was sent to.</summary>
internal static class HostCandidates
{
    // Default ports of MinIO, its console, Ceph's container and package, LocalStack, LocalS3, and proxies.
    private static readonly string[] Ports = ["80", "443", "9000", "9001", "7480", "8000", "8080", "8443", "4566", "5081", "3900", "8333"];

    private static readonly string[] InternalNames = ["localhost", "127.0.0.1", "minio"];

    /// <summary>Hosts that occur in what is known about the request. They are tried in combination with every other change.</summary>
    public static IEnumerable<string> Seen(RefusedRequest refused) => Others(refused,
    [
        refused.Issued?.Host, refused.Error.Canonical?.Header("host"), refused.Url.Host, refused.Header("host"), OfEndpoint(refused),
    ]);

    /// <summary>Hosts that the request may have been signed for if nothing else was changed.</summary>
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

    // With the bucket in front of the host, and without.
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
        return
        [
            $"{bucket}s3.amazonaws.com", $"{bucket}s3.{region}.amazonaws.com", $"{bucket}s3-accelerate.amazonaws.com",
            $"{bucket}s3.dualstack.{region}.amazonaws.com",
        ];
    };
}
