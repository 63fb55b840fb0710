using System.Collections.Immutable;
using PresignKit.Errors;
using PresignKit.Policies;
using PresignKit.S3.Administration.Cors;
using PresignKit.S3.Settings;
using PresignKit.Setup;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>How the set-up of a bucket's lifecycle ends, in words.</summary>
internal static class LifecycleOutcomes
{
    public static SetupOutcome Sufficient(S3StoreSettings settings, string? json) =>
        new(SetupStatus.Sufficient, $"The lifecycle of bucket '{settings.Bucket}' removes what uploads leave behind.", json);

    public static SetupOutcome Changed(S3StoreSettings settings, LifecycleRequirement requirement)
    {
        var abandoned = requirement.AbandonedPrefixes.IsEmpty
            ? ""
            : $", and everything that lies so long under {Quoted(requirement.AbandonedPrefixes)}";
        return new(
            SetupStatus.Changed,
            $"The lifecycle of bucket '{settings.Bucket}' now removes parts of uploads that were not finished within {requirement.After.TotalDays:0} days{abandoned}.");
    }

    /// <summary>What to look at before the store removes it: by age and prefix, it cannot tell what was accepted once from what was abandoned.</summary>
    public static ImmutableArray<string> NewlyExpired(IEnumerable<string> folders, LifecycleRequirement requirement, SetupStatus status)
    {
        string[] all = [.. folders];
        var when = status == SetupStatus.Changed ? "From now on the store removes" : "Once it is set, the store removes";
        return all.Length == 0
            ? []
            : [$"{when} everything under {Quoted(all)} that is older than {requirement.After.TotalDays:0} days, what lies there already included. Uploads that were accepted there before the policy had Freeze {nameof(FreezeRule.Always)} are among it: move them elsewhere first, or remove the rule before the store acts on it."];
    }

    public static SetupOutcome Missing(S3StoreSettings settings, IEnumerable<string> overreaching, string json)
    {
        string[] tooMuch = [.. overreaching];
        var message = tooMuch.Length > 0
            ? Overreaching(settings, tooMuch)
            : $"The lifecycle of bucket '{settings.Bucket}' of store '{settings.Name}' does not remove what uploads leave behind, or is one of earlier policies: call IStoreSetup.EnsureLifecycleAsync, or run the command.";
        return new(SetupStatus.Missing, message, json, Command(settings, json));
    }

    public static string Overreaching(S3StoreSettings settings, IEnumerable<string> folders) =>
        $"The lifecycle of bucket '{settings.Bucket}' of store '{settings.Name}' expires {Quoted(folders)}, by a rule of earlier policies: under those in force, accepted objects may be there. Call IStoreSetup.EnsureLifecycleAsync, or remove the rule, before the store removes them.";

    public static SetupOutcome NotPermitted(S3StoreSettings settings, string verb, string json)
    {
        var caution = verb == "read"
            ? " It replaces all rules of the bucket, and whether there are others could not be seen: look with get-bucket-lifecycle-configuration first."
            : "";
        return new(
            SetupStatus.NotPermitted,
            $"The credentials of store '{settings.Name}' may not {verb} the lifecycle of bucket '{settings.Bucket}' (s3:GetLifecycleConfiguration, s3:PutLifecycleConfiguration): allow it, or run the command with credentials that may.{caution}",
            json,
            Command(settings, json));
    }

    public static SetupOutcome NotOffered(S3StoreSettings settings) => new(
        SetupStatus.NotOffered, $"Store '{settings.Name}' has no lifecycle of single buckets: abandoned uploads have to be removed by other means.");

    public static SetupOutcome Refused(S3StoreSettings settings, string? why, string json) => new(
        SetupStatus.NotOffered, $"Store '{settings.Name}' does not take the lifecycle rules for bucket '{settings.Bucket}' ({why}): it has other rules, or none.", json);

    public static SetupOutcome OthersChanged(S3StoreSettings settings, string json) => new(
        SetupStatus.Withdrawn,
        $"Store '{settings.Name}' gave other rules of bucket '{settings.Bucket}' back altered once the lifecycle was set, so it was taken back: set it by hand, and look at them.",
        json,
        Command(settings, json));

    public static PresignException NotKnown(S3StoreSettings settings, int status, string? code) => new(
        ErrorCodes.StoreUnavailable,
        $"Store '{settings.Name}' took the lifecycle of bucket '{settings.Bucket}' and did not give it back when asked ({status} {code}). What it kept, and whether other rules are as they were, is not known; the former rules were sent back. Look at the rules, and try again.");

    private static string Quoted(IEnumerable<string> folders) => string.Join(", ", folders.Select(folder => $"'{folder}'"));

    // For a shell: nothing in the JSON ends the quotes, since the writer escapes an apostrophe.
    private static string Command(S3StoreSettings settings, string json) =>
        $"aws s3api put-bucket-lifecycle-configuration --bucket {settings.Bucket}{CorsInstructions.Where(settings)} --lifecycle-configuration '{json}'";
}
