using PresignKit.S3.Administration.Cors;
using PresignKit.S3.Administration.PublicAccess;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>The outcomes of setting up a bucket's policy, with their messages.</summary>
internal static class BucketPolicyOutcomes
{
    private const string Needed = "s3:GetBucketPolicy, s3:PutBucketPolicy, s3:DeleteBucketPolicy, and s3:ListBucket to test it";

    public static SetupOutcome Sufficient(S3StoreSettings settings, string? json) =>
        new(SetupStatus.Sufficient, $"The policy of bucket '{settings.Bucket}' already has the required denials.", json);

    public static SetupOutcome Changed(S3StoreSettings settings) => new(
        SetupStatus.Changed,
        $"The policy of bucket '{settings.Bucket}' now denies everything that is not a slot or a download; a test showed that the application still "
            + "has access.");

    public static SetupOutcome Missing(S3StoreSettings settings, string json) => new(
        SetupStatus.Missing,
        $"The policy of bucket '{settings.Bucket}' of store '{settings.Name}' does not deny everything that is not a slot or a download, or is "
            + "outdated. Call IStoreSetup.EnsureBucketPolicyAsync, which also tests the policy, or run the command.",
        json,
        Command(settings, json));

    public static SetupOutcome NotPermitted(S3StoreSettings settings, string verb, string json)
    {
        var caution = verb == "read"
            ? " It replaces the bucket's whole policy, and it could not be determined whether there is one: check with get-bucket-policy first."
            : "";
        return new(
            SetupStatus.NotPermitted,
            $"The credentials of store '{settings.Name}' are not allowed to {verb} the policy of bucket '{settings.Bucket}' ({Needed}). Grant these "
                + $"permissions, or run the command with credentials that have them.{caution}",
            json,
            Command(settings, json));
    }

    public static SetupOutcome Untested(S3StoreSettings settings, string json) => new(
        SetupStatus.NotPermitted,
        $"The policy was not set, because its effect on the application's access to bucket '{settings.Bucket}' could not be tested: the credentials of "
            + $"store '{settings.Name}' do not get a 404 for a missing object. Grant them s3:ListBucket, or run the command and test the access yourself.",
        json,
        Command(settings, json));

    public static SetupOutcome NotOffered(S3StoreSettings settings) =>
        new(SetupStatus.NotOffered, $"Store '{settings.Name}' does not support policies per bucket; use its own access settings, if it has any.");

    public static SetupOutcome Refused(S3StoreSettings settings, string code, string json) => new(
        SetupStatus.NotOffered, $"Store '{settings.Name}' rejected the policy of bucket '{settings.Bucket}' ({code}): it does not support these "
            + "conditions.", json);

    public static SetupOutcome Ignored(S3StoreSettings settings, BucketPolicyStatements wanted, string what) => new(
        SetupStatus.NotOffered,
        $"Store '{settings.Name}' accepts the policy of bucket '{settings.Bucket}' but does not enforce it: a signature older than {wanted.AgeLimit:c} "
            + $"was still accepted. {what}.");

    public static SetupOutcome LockedOut(S3StoreSettings settings) => new(
        SetupStatus.Withdrawn,
        $"The policy denied the application itself access to bucket '{settings.Bucket}', so it was withdrawn. Add the ARN of the backend's own account "
            + $"or role to Stores:{settings.Name}:DirectPrincipals if it is missing there. If a proxy terminates TLS, the proxy must tell the store that "
            + "requests arrived over https.");

    public static SetupOutcome Unanswered(S3StoreSettings settings) => new(
        SetupStatus.Withdrawn, $"Store '{settings.Name}' gave no clear answer after the policy of bucket '{settings.Bucket}' was set, so the policy "
            + "was withdrawn. Try again.");

    public static SetupOutcome OpenToEverybody(S3StoreSettings settings, IReadOnlyList<PublicGrant> grants, string json) => new(
        SetupStatus.Unsafe,
        $"The policy of bucket '{settings.Bucket}' of store '{settings.Name}' opens it to everybody, and nothing was changed: "
            + $"{string.Join("; ", grants.Select(grant => grant.Source))}. Remove this, or limit it to principals or networks. The configuration below is the "
            + "policy without it, and with the required denials."
            + (grants.All(grant => grant.Actions == PublicActions.Read)
                ? $" If everybody may read objects on purpose, set Stores:{settings.Name}:{nameof(S3StoreOptions.AllowPublicReads)} to true."
                : ""),
        json,
        Command(settings, json));

    public static string Undo(S3StoreSettings settings, string? before) => before is null
        ? $"aws s3api delete-bucket-policy --bucket {settings.Bucket}{CorsInstructions.LocationOptions(settings)}"
        : Command(settings, System.Text.Json.Nodes.JsonNode.Parse(before)!.ToJsonString());

    // Safe in a shell: the JSON cannot end the quotes, because the writer escapes apostrophes. AWS CLI Command Reference, "put-bucket-policy".
    private static string Command(S3StoreSettings settings, string json) =>
        $"aws s3api put-bucket-policy --bucket {settings.Bucket}{CorsInstructions.LocationOptions(settings)} --policy '{json}'";
}
