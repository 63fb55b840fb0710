using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>The region in the credential scope is not the bucket's.</summary>
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
            var place = right is not null ? $"in region {right}"
                : request.Error.Field("Endpoint") is { } endpoint ? $"at the endpoint {endpoint}"
                : "in another region";
            return [Finding.Stated(
                RefusalCodes.RegionMismatch,
                $"The URL is signed for region {DisplayText.Value(scope)}, but the bucket is {place}.",
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
                $"The URL names region {DisplayText.Value(scope)}, but was signed for {signed}: X-Amz-Credential was changed.",
                "Send the URL as it was issued.")];
        }

        if (right is not null && right != scope && request.Error.Code is not ("NoSuchKey" or "NoSuchBucket"))
        {
            return [Finding.Likely(
                RefusalCodes.RegionMismatch,
                $"The URL is signed for region {DisplayText.Value(scope)}, but the bucket is in {right}.",
                Remedy(right))];
        }

        return HostNames.AmazonRegion(request.Url.Host) is { } ofHost && ofHost != scope
            ? [Finding.Likely(
                RefusalCodes.RegionMismatch,
                $"The URL is signed for region {DisplayText.Value(scope)}, but its host belongs to {ofHost}.",
                Remedy(ofHost))]
            : [];
    }

    // The scope is part of the string to sign and of the query.
    private static SignableRequest InRegion(SignableRequest sent, string scope, string region)
    {
        var credential = sent.Query.First(p => p.Name.Equals(AuthParameters.CredentialName, StringComparison.OrdinalIgnoreCase));
        return sent.WithParameter(credential.Name, credential.Value.Replace($"/{scope}/", $"/{region}/", StringComparison.Ordinal)) with { Region = region };
    }

    private static string Remedy(string? region) =>
        $"Set the region{(region is null ? "" : $" to {region}")} in the configuration that URLs are signed with, and issue a new URL: "
        + "the region is part of the signature.";
}
