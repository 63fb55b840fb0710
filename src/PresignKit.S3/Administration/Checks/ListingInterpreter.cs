using System.Xml.Linq;
using Amazon.Runtime;
using PresignKit.S3.Administration.Cors;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>Derives one finding, the root cause, from the answer to a listing.</summary>
/// <remarks>Amazon S3 API Reference, "Error responses".</remarks>
internal static class ListingInterpreter
{
    public static StoreFinding? Read(PlainAnswer answer, S3StoreSettings settings)
    {
        var name = settings.Name;
        if (answer.Failure is { } failure)
        {
            return Error(
                FindingCodes.EndpointUnreachable,
                $"Store '{name}' cannot be reached at {settings.InternalBucket.Url}: {failure}. Set Stores:{name}:Endpoint to an address that the "
                    + "backend can reach, or start the store.");
        }

        var document = S3Xml.Parse(answer.Body);
        if (Region(answer, document) is { } region && region != settings.Region)
        {
            return Error(
                FindingCodes.RegionMismatch,
                $"Bucket '{settings.Bucket}' of store '{name}' is in region {region}, not in {settings.Region}: set Stores:{name}:Region to {region}.");
        }

        if (answer.Status == 200 && document?.Name.LocalName == "ListBucketResult")
        {
            return null;
        }

        var code = S3Xml.ErrorCode(document);
        return code is null ? FromStatus(answer, settings) : OfCode(code, answer, settings);
    }

    private static StoreFinding OfCode(string code, PlainAnswer answer, S3StoreSettings settings)
    {
        var name = settings.Name;
        return code switch
        {
            "InvalidAccessKeyId" => Error(
                FindingCodes.AccessKeyUnknown,
                $"Store '{name}' does not know the access key: {Keys(settings, "AccessKeyId")}, or point Stores:{name}:Endpoint to the store it belongs to."),
            "SignatureDoesNotMatch" => Error(
                FindingCodes.SecretKeyWrong,
                $"Store '{name}' knows the access key but refuses the signature: {Keys(settings, "SecretAccessKey")}. If it is right, a proxy changes "
                    + $"the host or path: set Stores:{name}:Endpoint to bypass the proxy."),
            "ExpiredToken" or "InvalidToken" => Error(
                FindingCodes.CredentialsExpired,
                $"Store '{name}' reports that the credentials have expired or were revoked: {Keys(settings, "SessionToken")}."),
            "NoSuchBucket" => Error(
                FindingCodes.BucketNotFound,
                $"Store '{name}' has no bucket '{settings.Bucket}'. Correct Stores:{name}:Bucket, or create it: aws s3 mb "
                    + $"s3://{settings.Bucket}{CorsInstructions.LocationOptions(settings)}"
                    + (HostAsBucket.Hint(settings, S3Xml.Parse(answer.Body) is { } xml ? S3Xml.Child(xml, "BucketName") : null) is { Length: > 0 } hint
                        ? $".{hint}"
                        : "")),
            "AuthorizationHeaderMalformed" or "AuthorizationQueryParametersError" or "PermanentRedirect" or "TemporaryRedirect" => Error(
                FindingCodes.RegionMismatch,
                $"Store '{name}' does not accept region {settings.Region} ({code}): set Stores:{name}:Region to the region of bucket '{settings.Bucket}'."),
            "AccessDenied" or "AllAccessDisabled" => new(
                FindingCodes.BucketAccessDenied,
                FindingSeverity.Warning,
                $"The credentials of store '{name}' are not allowed to list bucket '{settings.Bucket}', so the bucket could not be checked, and a "
                    + $"missing object will look like a denied one. Grant s3:ListBucket, or correct Stores:{name}:Bucket if the bucket belongs to "
                    + "another account."),
            _ => FromStatus(answer, settings),
        };
    }

    private static StoreFinding FromStatus(PlainAnswer answer, S3StoreSettings settings) => answer.Status is 429 or >= 500
        ? new(
            FindingCodes.StoreBusy,
            FindingSeverity.Warning,
            $"Store '{settings.Name}' currently answers {answer.Status}, so it could not be checked.")
        : Error(
            FindingCodes.EndpointNotAStore,
            $"The server at {settings.InternalBucket.Url} (status {answer.Status}) is not an S3 store: set Stores:{settings.Name}:Endpoint to "
                + $"the store's S3 port, not to its console or a web page, and check Stores:{settings.Name}:Addressing.");

    private static StoreFinding Error(string code, string message) => new(code, FindingSeverity.Error, message);

    private static string Keys(S3StoreSettings settings, string setting) => settings.Credentials is BasicAWSCredentials or SessionAWSCredentials
        ? $"set Stores:{settings.Name}:{setting}"
        : "they come from the AWS SDK's chain (environment, profile, role), so correct them there";

    // Amazon returns the bucket's region in a header, even if it denies access, and in the error document.
    private static string? Region(PlainAnswer answer, XElement? document) =>
        answer.Header("x-amz-bucket-region") ?? (document?.Name.LocalName == "Error" ? S3Xml.Child(document, "Region") : null);
}
