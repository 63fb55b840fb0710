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
        // A redirect without S3's document can be that of any server, for example from http to https.
        var isRedirect = request.Error.Code is "PermanentRedirect" or "TemporaryRedirect" or "Redirect";
        var right = request.Error.Field("Region") ?? request.Region;
        if (isRedirect && (right is null || right == scope))
        {
            var elsewhere = request.Error.Field("Endpoint") is { } named ? $" at {named}" : " at another endpoint";
            return [new(
                RefusalCodes.RegionMismatch,
                request.Error.Code == "PermanentRedirect" ? RefusalCertainty.Stated : RefusalCertainty.Likely,
                $"The URL is signed for region {DisplayText.Value(scope)}, but the store redirects: the bucket is{elsewhere}, in another region, or so new "
                    + "that "
                    + "its name does not resolve there yet.",
                "Set the region, and an endpoint of that region, in the configuration that URLs are signed with, and issue a new URL: host and region are "
                    + "part of "
                    + "the signature, which does not survive a redirect.")];
        }

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

        // Stores that check the region do so before the signature, and say so. Without a code, nothing is known.
        var isUnexplained = request.Error.Code is null && !request.IsForeign && request.Status is null or 301 or 307 or 400 or 403;
        if (right is not null && right != scope && (isUnexplained || request.MayBeSignature))
        {
            return [new(
                RefusalCodes.RegionMismatch,
                isUnexplained ? RefusalCertainty.Likely : RefusalCertainty.Possible,
                $"The URL is signed for region {DisplayText.Value(scope)}, but the bucket is in {right}.",
                Remedy(right))];
        }

        return isUnexplained && HostNames.AmazonRegion(request.Url.Host) is { } ofHost && ofHost != scope
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
