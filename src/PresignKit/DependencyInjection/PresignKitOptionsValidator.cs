using Microsoft.Extensions.Options;
using PresignKit.Administration;
using PresignKit.Issuing;
using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.DependencyInjection;

/// <summary>Checks policies, stores and each policy against its store, and reports every flaw in one message.</summary>
internal sealed class PresignKitOptionsValidator(StoreCatalog stores, IServiceProvider services) : IValidateOptions<PresignKitOptions>
{
    public ValidateOptionsResult Validate(string? name, PresignKitOptions options)
    {
        var flaws = new List<string>(options.SectionFlaws);
        var sound = CheckStores(options, flaws);
        CheckSetup(options, flaws);
        var defaultStore = stores.DefaultName(options);
        var policies = new List<UploadPolicy>();
        foreach (var (policyName, policyOptions) in options.UploadPolicies)
        {
            if (PolicyBuilder.Build(policyName, policyOptions, defaultStore, flaws) is not { } policy)
            {
                continue;
            }

            policies.Add(policy);
            if (!stores.Contains(policy.StoreName))
            {
                if (policyOptions.Store is not null)
                {
                    flaws.Add($"UploadPolicies:{policyName}:Store is '{policy.StoreName}', which is not registered; registered are: {Names()}.");
                }
            }
            else if (sound.Contains(policy.StoreName) && UploadPlan.TryMake(policy, stores.Get(policy.StoreName).Profile, out var refusal) is null)
            {
                flaws.Add(refusal!);
            }
        }

        FrozenPrefixRule.CheckTogether(policies, flaws);
        foreach (var (policyName, policyOptions) in PolicyBuilder.WithDefault(options.DownloadPolicies))
        {
            PolicyBuilder.Build(policyName, policyOptions, flaws);
        }

        return flaws.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"PresignKit is not configured rightly.{string.Concat(flaws.Select(f => $"{Environment.NewLine}  - {f}"))}");
    }

    private static void CheckSetup(PresignKitOptions options, List<string> flaws)
    {
        if (!Enum.IsDefined(options.PageOriginRule))
        {
            flaws.Add("PageOriginRule is no value of PageOriginRule.");
        }

        if ((options.BucketSetup & ~(BucketSetup.Policy | BucketSetup.Lifecycle)) != BucketSetup.None)
        {
            flaws.Add("BucketSetup is no value of BucketSetup.");
        }

        if (options.AbandonedAfter < TimeSpan.FromDays(1) || options.AbandonedAfter > TimeSpan.FromDays(365))
        {
            flaws.Add($"AbandonedAfter is {options.AbandonedAfter:c}; it is 1 to 365 days (1.00:00:00 to 365.00:00:00).");
        }

        if (!Enum.IsDefined(options.StartupCheck))
        {
            flaws.Add("StartupCheck is no value of StartupCheck.");
        }

        if (!Enum.IsDefined(options.StartupProbe))
        {
            flaws.Add("StartupProbe is no value of StartupProbe.");
        }

        foreach (var origin in options.PageOrigins)
        {
            if (PageOrigin.Flaw(origin, options.PageOriginRule) is { } flaw)
            {
                flaws.Add($"PageOrigins has '{origin}', which {flaw}.");
            }
        }
    }

    private HashSet<string> CheckStores(PresignKitOptions options, List<string> flaws)
    {
        var sound = new HashSet<string>(StringComparer.Ordinal);
        if (stores.Registrations.Count == 0)
        {
            flaws.Add("No store is registered: add one in AddPresignKit(kit => kit.AddS3(...)).");
        }
        else if (options.DefaultStore is { } defaultStore && !stores.Contains(defaultStore))
        {
            flaws.Add($"DefaultStore is '{defaultStore}', which is not registered; registered are: {Names()}.");
        }

        foreach (var group in stores.Registrations.GroupBy(r => r.Name, StringComparer.Ordinal))
        {
            if (group.Count() > 1)
            {
                flaws.Add($"Store '{group.Key}' is registered {group.Count()} times; give each a name of its own.");
                continue;
            }

            var ofStore = group.Single().Validate(services).ToArray();
            flaws.AddRange(ofStore);
            if (ofStore.Length == 0)
            {
                sound.Add(group.Key);
            }
        }

        return sound;
    }

    private string Names() => string.Join(", ", stores.Registrations.Select(r => r.Name));
}
