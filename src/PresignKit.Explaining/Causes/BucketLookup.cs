using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>There is no such bucket, or the store looks for the bucket's name in the wrong place.</summary>
/// <remarks>Amazon S3 User Guide, "Virtual hosting of general purpose buckets".</remarks>
internal sealed class BucketLookup : ICause
{
    private const string NotFoundRemedy =
        "Correct the store's bucket and endpoint, or create the bucket. Also check the addressing: whether the bucket belongs in the path or in the host.";

    private const string Virtual =
        "Sign for path addressing; or configure the store's domain (Ceph: rgw_dns_name, MinIO: MINIO_DOMAIN), and let the proxy pass the Host header on.";

    private const string Path =
        "Sign for virtual-host addressing; or call the store by the domain name it is configured with, or by its IP address, so that it reads the bucket "
        + "from the path.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code is not ("NoSuchBucket" or "InvalidBucketName"))
        {
            return [];
        }

        var segments = request.Url.Path.Trim('/').Split('/');
        var first = segments[0];
        var label = HostNames.FirstLabel(request.Url.Host);
        var isHostNamed = HostNames.Name(request.Url.Host).Contains('.', StringComparison.Ordinal)
            && !HostNames.Name(request.Url.Host).All(c => char.IsAsciiDigit(c) || c == '.');
        var looked = request.Error.Field("BucketName");
        var endpointHost = request.Endpoint is { } endpoint ? HostNames.Name(SentUrl.Parse(endpoint).Host) : null;

        // The host is the endpoint's with a label in front, and the store looked for the beginning of the key as bucket.
        var isVirtualHost = endpointHost is not null && endpointHost != HostNames.Name(request.Url.Host)
            && HostNames.Name(request.Url.Host).EndsWith("." + endpointHost, StringComparison.Ordinal);
        if (isVirtualHost && looked is null)
        {
            return
            [
                Finding.Likely(RefusalCodes.BucketNotFound, $"The store has no bucket {DisplayText.Value(label)}.", NotFoundRemedy),
                Finding.Possible(
                    RefusalCodes.AddressingMismatch,
                    $"If the bucket {DisplayText.Value(label)} exists, the store took the beginning of the key, {DisplayText.Path(first)}, for it: it does "
                        + "not know "
                        + $"{endpointHost} as its own domain.",
                    Virtual),
            ];
        }

        if (isVirtualHost && looked == first && looked != label)
        {
            return [Finding.Stated(
                RefusalCodes.AddressingMismatch,
                $"The URL contains the bucket {DisplayText.Value(label)} in its host, but the store took the beginning of the key, "
                    + $"{DisplayText.Path(first)}, for the bucket: it does not know {endpointHost} as its own domain.",
                Virtual)];
        }

        if (endpointHost == HostNames.Name(request.Url.Host) && looked == label && looked != first)
        {
            return [Finding.Stated(
                RefusalCodes.AddressingMismatch,
                $"The URL contains the bucket {DisplayText.Path(first)} in its path, but the store took the first label of the host, "
                    + $"{DisplayText.Value(label)}, for the bucket.",
                Path)];
        }

        if (looked == HostNames.Name(request.Url.Host) && looked != first)
        {
            return [Finding.Stated(
                RefusalCodes.AddressingMismatch,
                $"The store took the whole host, {DisplayText.Value(looked)}, for the bucket: it knows neither that host nor its parent as its own domain.",
                Virtual)];
        }

        if (isHostNamed && looked is not null && looked == label && looked != first)
        {
            return
            [
                Finding.Likely(
                    RefusalCodes.AddressingMismatch,
                    $"The store looked for a bucket {DisplayText.Value(looked)}, which is the first label of the host: it takes "
                        + $"{HostNames.Name(request.Url.Host)} for a bucket in front of its own domain.",
                    Path),
                NotFound(looked),
            ];
        }

        if (isHostNamed && looked is not null && looked == first && segments.Length > 1 && label != first && endpointHost is null)
        {
            return
            [
                NotFound(looked),
                Finding.Possible(
                    RefusalCodes.AddressingMismatch,
                    $"If {DisplayText.Value(label)} is the bucket, the store took the beginning of the key for it: "
                        + "it does not know the rest of the host as its own domain.",
                    Virtual),
            ];
        }

        if (looked is null)
        {
            return [Finding.Stated(RefusalCodes.BucketNotFound, "The store has no such bucket.", NotFoundRemedy)];
        }

        // A bucket that is neither in the path nor in the host: the store saw another URL.
        var host = HostNames.Name(request.Url.Host);
        return [looked == first || looked == host || host.StartsWith(looked + ".", StringComparison.Ordinal)
            ? NotFound(looked)
            : Finding.Likely(
                RefusalCodes.BucketNotFound,
                $"The store has no bucket {DisplayText.Value(looked)}, which the URL does not name: a proxy changed the path or the host.",
                "Let the proxy pass on path and Host unchanged, or sign for what the store sees.")];
    }

    private static RefusalFinding NotFound(string bucket) =>
        Finding.Stated(RefusalCodes.BucketNotFound, $"The store has no bucket {DisplayText.Value(bucket)}.", NotFoundRemedy);
}
