using PresignKit.S3.Administration.Cors;
using PresignKit.S3.Settings;
using PresignKit.Setup;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>How the set-up of a bucket's policy ends, in words.</summary>
internal static class BucketPolicyOutcomes
{
    private const string Needed = "s3:GetBucketPolicy, s3:PutBucketPolicy, s3:DeleteBucketPolicy, and s3:ListBucket to try it";

    public static SetupOutcome Sufficient(S3StoreSettings settings, string? json) =>
        new(SetupStatus.Sufficient, $"The policy of bucket '{settings.Bucket}' denies what it should.", json);

    public static SetupOutcome Changed(S3StoreSettings settings) => new(
        SetupStatus.Changed,
        $"The policy of bucket '{settings.Bucket}' now denies what no slot and no download is; it was tried, and the application is not shut out.");

    public static SetupOutcome Missing(S3StoreSettings settings, string json) => new(
        SetupStatus.Missing,
        $"The policy of bucket '{settings.Bucket}' of store '{settings.Name}' does not deny what no slot and no download is, or is one of earlier policies: call IStoreSetup.EnsureBucketPolicyAsync, which tries it, or run the command.",
        json,
        Command(settings, json));

    public static SetupOutcome NotPermitted(S3StoreSettings settings, string verb, string json)
    {
        var caution = verb == "read"
            ? " It replaces the bucket's whole policy, and whether there is one could not be seen: look with get-bucket-policy first."
            : "";
        return new(
            SetupStatus.NotPermitted,
            $"The credentials of store '{settings.Name}' may not {verb} the policy of bucket '{settings.Bucket}' ({Needed}): allow it, or run the command with credentials that may.{caution}",
            json,
            Command(settings, json));
    }

    public static SetupOutcome Untried(S3StoreSettings settings, string json) => new(
        SetupStatus.NotPermitted,
        $"Whether the policy would shut the application out of bucket '{settings.Bucket}' could not be tried, so it was not set: the credentials of store '{settings.Name}' get no 404 for a missing object. Allow them s3:ListBucket, or run the command and see for yourself.",
        json,
        Command(settings, json));

    public static SetupOutcome NotOffered(S3StoreSettings settings) =>
        new(SetupStatus.NotOffered, $"Store '{settings.Name}' has no policies of single buckets: what it refuses is set in its own ways, or not at all.");

    public static SetupOutcome Refused(S3StoreSettings settings, string code, string json) => new(
        SetupStatus.NotOffered, $"Store '{settings.Name}' refuses the policy of bucket '{settings.Bucket}' ({code}): it does not know these conditions.", json);

    public static SetupOutcome Ignored(S3StoreSettings settings, BucketPolicyStatements wanted, string what) => new(
        SetupStatus.NotOffered,
        $"Store '{settings.Name}' takes the policy of bucket '{settings.Bucket}' and ignores it: a signature older than {wanted.AgeLimit:c} was still let in. {what}.");

    public static SetupOutcome ShutOut(S3StoreSettings settings) => new(
        SetupStatus.Withdrawn,
        $"The policy shut the application itself out of bucket '{settings.Bucket}', and was taken back: list the ARN of the backend's own account or role in Stores:{settings.Name}:DirectPrincipals if it is missing there; and where a proxy ends TLS, the store has to be told that requests came by https.");

    public static SetupOutcome Unanswered(S3StoreSettings settings) => new(
        SetupStatus.Withdrawn, $"Store '{settings.Name}' gave no clear answer once the policy of bucket '{settings.Bucket}' was set, so it was taken back: try again.");

    public static string Undo(S3StoreSettings settings, string? before) => before is null
        ? $"aws s3api delete-bucket-policy --bucket {settings.Bucket}{CorsInstructions.Where(settings)}"
        : Command(settings, System.Text.Json.Nodes.JsonNode.Parse(before)!.ToJsonString());

    // For a shell: nothing in the JSON ends the quotes, since the writer escapes an apostrophe. AWS CLI Command Reference, "put-bucket-policy".
    private static string Command(S3StoreSettings settings, string json) =>
        $"aws s3api put-bucket-policy --bucket {settings.Bucket}{CorsInstructions.Where(settings)} --policy '{json}'";
}
