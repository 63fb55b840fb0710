using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>No such bucket; or the store reads the bucket in the wrong place.</summary>
/// <remarks>Amazon S3 User Guide, "Virtual hosting of general purpose buckets".</remarks>
internal sealed class BucketLookup : ICause
{
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

        // The host has a name in front of the endpoint's, and the store looked for the beginning of the key, or for the host's first name.
        var isVirtualHost = endpointHost is not null && endpointHost != HostNames.Name(request.Url.Host)
            && HostNames.Name(request.Url.Host).EndsWith("." + endpointHost, StringComparison.Ordinal);
        if (isVirtualHost && (looked ?? first) == first)
        {
            return [Finding.Proven(RefusalCodes.AddressingMismatch, $"The URL has the bucket {DisplayText.Value(label)} in its host, and the store read the beginning of the key, {DisplayText.Value(first)}, as bucket: it does not know {endpointHost} as its own domain.", Virtual)];
        }

        if (endpointHost == HostNames.Name(request.Url.Host) && looked == label && looked != first)
        {
            return [Finding.Proven(
                RefusalCodes.AddressingMismatch,
                $"The URL has the bucket {DisplayText.Value(first)} in its path, and the store read the host's first name, {DisplayText.Value(label)}, as bucket.",
                Path)];
        }

        if (looked == HostNames.Name(request.Url.Host) && looked != first)
        {
            return [Finding.Proven(
                RefusalCodes.AddressingMismatch,
                $"The store read the whole host, {DisplayText.Value(looked)}, as bucket: it does not know that host, or the rest of it, as its domain.",
                Virtual)];
        }

        if (isHostNamed && looked is not null && looked == label && looked != first)
        {
            return [Finding.Likely(RefusalCodes.AddressingMismatch, $"The store looked for a bucket {DisplayText.Value(looked)}, which is the first name of the host: it takes {HostNames.Name(request.Url.Host)} for a bucket in front of its domain.", Path), NotFound(looked)];
        }

        if (isHostNamed && looked is not null && looked == first && segments.Length > 1 && label != first && endpointHost is null)
        {
            return [NotFound(
                looked), Finding.Possible(RefusalCodes.AddressingMismatch, $"If {DisplayText.Value(label)} is the bucket, the store read the beginning of the key in its place: it does not know the rest of the host as its domain.", Virtual)];
        }

        return [NotFound(looked ?? first)];
    }

    private const string Virtual
        = "Sign for path addressing; or tell the store its domain (Ceph: rgw_dns_name, MinIO: MINIO_DOMAIN), and have the proxy pass the Host header on.";

    private const string Path = "Sign for virtual-host addressing; or call the store by the name that it has as its domain, or by its address, so that it reads the bucket from the path.";

    private static RefusalFinding NotFound(string bucket) => Finding.Proven(
        RefusalCodes.BucketNotFound,
        $"The store has no bucket {DisplayText.Value(bucket)}.",
        "Correct the store's bucket and endpoint, or create the bucket. Look at the addressing: the bucket stands in the path, or in the host.");
}
