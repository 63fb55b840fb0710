using System.Collections.Immutable;
using PresignKit.Providers;
using PresignKit.S3.Administration.Cors;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>The outcomes of setting up a bucket's lifecycle, with their messages.</summary>
internal static class LifecycleOutcomes
{
    public static SetupOutcome Sufficient(S3StoreSettings settings, string? json) =>
        new(SetupStatus.Sufficient, $"The lifecycle of bucket '{settings.Bucket}' already removes what uploads leave behind.", json);

    public static SetupOutcome Changed(S3StoreSettings settings, LifecycleRequirement requirement)
    {
        var abandoned = requirement.AbandonedPrefixes.IsEmpty
            ? ""
            : $", and every object of that age under {Quoted(requirement.AbandonedPrefixes)}";
        return new(
            SetupStatus.Changed,
            $"The lifecycle of bucket '{settings.Bucket}' now removes the parts of uploads that are not completed within "
                + $"{requirement.After.TotalDays:0} days{abandoned}.");
    }

    /// <summary>What to check before the store removes it: age and prefix do not distinguish accepted objects from abandoned ones.</summary>
    public static ImmutableArray<string> NewlyExpired(IEnumerable<string> folders, LifecycleRequirement requirement, SetupStatus status)
    {
        string[] all = [.. folders];
        var when = status == SetupStatus.Changed ? "From now on the store removes" : "Once it is set, the store removes";
        return all.Length == 0
            ? []
            : [$"{when} everything under {Quoted(all)} that is older than {requirement.After.TotalDays:0} days, including objects that are already "
                + $"there. This includes uploads that were accepted there while completion did not freeze them (under another profile): move them "
                + "elsewhere first, or remove the rule before the store applies it."];
    }

    public static SetupOutcome Missing(S3StoreSettings settings, IEnumerable<string> overreaching, string json)
    {
        string[] tooMuch = [.. overreaching];
        var message = tooMuch.Length > 0
            ? Overreaching(settings, tooMuch)
            : $"The lifecycle of bucket '{settings.Bucket}' of store '{settings.Name}' does not remove what uploads leave behind, or is outdated. Call "
                + "IStoreSetup.EnsureLifecycleAsync, or run the command.";
        return new(SetupStatus.Missing, message, json, Command(settings, json));
    }

    public static string Overreaching(S3StoreSettings settings, IEnumerable<string> folders) =>
        $"The lifecycle of bucket '{settings.Bucket}' of store '{settings.Name}' expires {Quoted(folders)} by an outdated rule, but under the current "
            + "policies these folders may contain accepted objects. Call IStoreSetup.EnsureLifecycleAsync, or remove the rule, before the store removes them.";

    public static SetupOutcome NotPermitted(S3StoreSettings settings, string verb, string json)
    {
        var caution = verb == "read"
            ? " The command replaces all rules of the bucket, and existing rules could not be read; check with get-bucket-lifecycle-configuration first."
            : "";
        return new(
            SetupStatus.NotPermitted,
            $"The credentials of store '{settings.Name}' are not allowed to {verb} the lifecycle of bucket '{settings.Bucket}' "
                + "(s3:GetLifecycleConfiguration, s3:PutLifecycleConfiguration). Grant these permissions, or run the command with credentials that "
                + $"have them.{caution}",
            json,
            Command(settings, json));
    }

    public static SetupOutcome NotOffered(S3StoreSettings settings) => new(
        SetupStatus.NotOffered, $"Store '{settings.Name}' does not support a lifecycle per bucket; remove abandoned uploads by other means.");

    public static SetupOutcome Refused(S3StoreSettings settings, string? why, string json) => new(
        SetupStatus.NotOffered, $"Store '{settings.Name}' rejected the lifecycle rules of bucket '{settings.Bucket}' ({why}): it supports other rules, "
            + "or none.", json);

    public static SetupOutcome OthersChanged(S3StoreSettings settings, string json) => new(
        SetupStatus.Withdrawn,
        $"Store '{settings.Name}' changed other rules of bucket '{settings.Bucket}' when the lifecycle was set, so the lifecycle was withdrawn. Set it "
            + "by hand, and check the other rules.",
        json,
        Command(settings, json));

    public static StoreException NotKnown(S3StoreSettings settings, int status, string? code) => new(
        ErrorCodes.StoreUnavailable,
        $"Store '{settings.Name}' accepted the lifecycle of bucket '{settings.Bucket}' but did not return it afterwards ({status} {code}). It is not "
            + "known what it stored and whether other rules are unchanged; the previous rules were written again. Check the rules, and try again.");

    private static string Quoted(IEnumerable<string> folders) => string.Join(", ", folders.Select(folder => $"'{folder}'"));

    // Safe in a shell: the JSON cannot end the quotes, because the writer escapes apostrophes.
    private static string Command(S3StoreSettings settings, string json) =>
        $"aws s3api put-bucket-lifecycle-configuration --bucket {settings.Bucket}{CorsInstructions.LocationOptions(settings)} "
            + $"--lifecycle-configuration '{json}'";
}
