using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>The region of the credential scope is not the bucket's.</summary>
internal sealed class RegionMismatch : ICause
{
    private static readonly string[] Usual =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "eu-south-1",
        "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ca-central-1", "sa-east-1", "auto", "default", "garage", "us",
    ];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        var scope = request.Presign.Credential?.Region;
        var isSaid = request.Error
            .Code is "AuthorizationQueryParametersError" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" or "InvalidRegion"
            && request.Error.Says("region");
        var isRedirect = request.Error.Code is "PermanentRedirect" or "TemporaryRedirect" || request.Status is 301 or 307;
        var right = request.Error.Field("Region") ?? request.Region;
        if (isRedirect || (isSaid && (right is null || right != scope)))
        {
            var place = right is not null ? $"region {right}" : request.Error.Field("Endpoint") is { } endpoint ? $"the endpoint {endpoint}" : "another region";
            return [Finding.Proven(
                RefusalCodes.RegionMismatch,
                $"The URL is signed for region {DisplayText.Value(scope)}, and the bucket belongs to {place}.",
                Remedy(right))];
        }

        if (scope is null)
        {
            return [];
        }

        if (request.Sent is { } sent && Usual.Prepend(request.Region).OfType<string>()
            .FirstOrDefault(region => region != scope && request.Fits(InRegion(sent, scope, region))) is { } signed)
        {
            return [Finding.Proven(
                RefusalCodes.RegionMismatch,
                $"The URL names region {DisplayText.Value(scope)}, and was signed for {signed}: X-Amz-Credential was changed.",
                "Send the URL as it was issued.")];
        }

        if (right is not null && right != scope && request.Error.Code is not ("NoSuchKey" or "NoSuchBucket"))
        {
            return [Finding.Likely(
                RefusalCodes.RegionMismatch,
                $"The URL is signed for region {DisplayText.Value(scope)}, and the bucket is in {right}.",
                Remedy(right))];
        }

        return HostNames.AmazonRegion(request.Url.Host) is { } ofHost && ofHost != scope
            ? [Finding.Likely(RefusalCodes.RegionMismatch, $"The URL is signed for region {DisplayText.Value(scope)}, and goes to a host of {ofHost}.", Remedy(ofHost))]
            : [];
    }

    // The scope stands in the string to sign, and in the query.
    private static SignableRequest InRegion(SignableRequest sent, string scope, string region)
    {
        var credential = sent.Query.First(p => p.Name.Equals(AuthParameters.CredentialName, StringComparison.OrdinalIgnoreCase));
        return sent.WithParameter(credential.Name, credential.Value.Replace($"/{scope}/", $"/{region}/", StringComparison.Ordinal)) with { Region = region };
    }

    private static string Remedy(string? region)
        => $"Set the store's region{(region is null ? "" : $" to {region}")} where URLs are signed, and issue a new URL: the region is part of the signature.";
}
