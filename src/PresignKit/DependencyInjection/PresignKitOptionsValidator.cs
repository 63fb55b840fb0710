using Microsoft.Extensions.Options;
using PresignKit.Administration;
using PresignKit.Content;
using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.DependencyInjection;

/// <summary>Validates stores, policies, and each policy against its store, and reports all flaws in one message.</summary>
internal sealed class PresignKitOptionsValidator(StoreCatalog stores, IServiceProvider services) : IValidateOptions<PresignKitOptions>
{
    public ValidateOptionsResult Validate(string? name, PresignKitOptions options)
    {
        var flaws = new List<string>(options.SectionFlaws);
        var validStores = CheckStores(options, flaws);
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
                if (policyOptions.StoreName is not null)
                {
                    flaws.Add(
                        $"UploadPolicies:{policyName}:StoreName is '{policy.StoreName}', which is not a registered store; "
                        + $"registered stores are: {Names()}.");
                }
            }
            else if (validStores.Contains(policy.StoreName) && stores.Get(policy.StoreName).UploadRefusal is { } refusalOfStore)
            {
                flaws.Add($"UploadPolicies:{policyName}:StoreName is '{policy.StoreName}', but {refusalOfStore}.");
            }
            else if (validStores.Contains(policy.StoreName) && UploadPlans.TryMake(policy, stores.Get(policy.StoreName).Profile, out var refusal) is null)
            {
                flaws.Add(refusal!);
            }
        }

        FrozenPrefixRule.CheckTogether(
            policies,
            (one, other) => one == other || (validStores.Contains(one) && validStores.Contains(other) && stores.SharingBucket(one).Contains(other)),
            flaws);
        foreach (var (policyName, policyOptions) in NamedPolicies.WithDefault(options.DownloadPolicies))
        {
            PolicyBuilder.Build(policyName, policyOptions, flaws);
        }

        return flaws.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Invalid PresignKit configuration:{string.Concat(flaws.Select(f => $"{Environment.NewLine}  - {f}"))}");
    }

    private static void CheckSetup(PresignKitOptions options, List<string> flaws)
    {
        if (options.ApplicationName is { } application && !SlotBinding.IsName(application))
        {
            flaws.Add(
                $"ApplicationName is '{MessageText.Printable(application)}'; "
                + $"it must consist of 1 to {SlotBinding.MaximumNameLength} letters, digits, or '-'.");
        }

        if (options.AbandonedAfter < TimeSpan.FromDays(1) || options.AbandonedAfter > TimeSpan.FromDays(365))
        {
            flaws.Add($"AbandonedAfter is {options.AbandonedAfter:c}; it must be 1 to 365 days (1.00:00:00 to 365.00:00:00).");
        }

        CheckMode(nameof(options.StartupCheck), options.StartupCheck, flaws);
        CheckMode(nameof(options.StartupProbe), options.StartupProbe, flaws);
        foreach (var origin in options.PageOrigins)
        {
            if (PageOrigin.Flaw(origin, options.AllowWildcardOrigins) is { } flaw)
            {
                flaws.Add($"PageOrigins: '{origin}' {flaw}.");
            }
        }
    }

    private static void CheckMode(string setting, StartupCheckMode mode, List<string> flaws)
    {
        if (!Enum.IsDefined(mode))
        {
            flaws.Add($"{setting} is '{mode}'; it must be one of: {string.Join(", ", Enum.GetNames<StartupCheckMode>())}.");
        }
    }

    private HashSet<string> CheckStores(PresignKitOptions options, List<string> flaws)
    {
        var validStores = new HashSet<string>(StringComparer.Ordinal);
        if (stores.Registrations.Count == 0)
        {
            flaws.Add("No store is registered; register one, for example: AddPresignKit().AddS3(...).");
        }
        else if (options.DefaultStoreName is { } defaultStore && !stores.Contains(defaultStore))
        {
            flaws.Add($"DefaultStoreName is '{defaultStore}', which is not a registered store; registered stores are: {Names()}.");
        }

        foreach (var group in stores.Registrations.GroupBy(r => r.Name, StringComparer.Ordinal))
        {
            if (group.Count() > 1)
            {
                flaws.Add($"Store '{group.Key}' is registered {group.Count()} times; give each store a different name.");
                continue;
            }

            var ofStore = group.Single().Validate(services).ToArray();
            flaws.AddRange(ofStore);
            if (ofStore.Length == 0)
            {
                validStores.Add(group.Key);
            }
        }

        return validStores;
    }

    private string Names() => string.Join(", ", stores.Registrations.Select(r => r.Name));
}
