using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.Cli.Errors;
using PresignKit.Cli.Output;
using PresignKit.S3.Settings;

namespace PresignKit.Cli.Setup;

/// <summary>The stores and policies of an application's configuration.</summary>
internal sealed class ConfiguredStores : IDisposable
{
    private readonly ServiceProvider _services;

    private ConfiguredStores(ServiceProvider services, IReadOnlyList<string> selected) => (_services, Selected) = (services, selected);

    /// <summary>The stores that the command applies to.</summary>
    public IReadOnlyList<string> Selected { get; }

    public static ConfiguredStores Read(ParseResult parsed, SetupArguments arguments, Screen screen, TimeProvider clock)
    {
        var files = parsed.GetRequiredValue(arguments.Config);
        var name = parsed.GetRequiredValue(arguments.Section);
        var configuration = ApplicationSettings.Read(files, screen.Console.Environment);
        screen.Hide(configuration);
        var section = configuration.GetSection(name);

        // A distribution of CloudFront has nothing to set up here: its bucket is that of another store, which its Origin names.
        var distributions = section.GetSection("Stores").GetChildren().ToLookup(store => !string.IsNullOrEmpty(store["Origin"]), store => store.Key);
        string[] all = [.. distributions[false]];
        if (all.Length == 0)
        {
            throw Unknown(
                $"No store is configured in {name}:Stores of {string.Join(", ", files)}. Stores that an application adds in code are not visible here: "
                + $"configure them, for example with {name}:Stores:media:Bucket");
        }

        var selected = parsed.GetValue(arguments.Store) is { } one ? [Known(one, all, distributions[true])] : all;
        if (all.Length > 1 && string.IsNullOrEmpty(section[nameof(PresignKitOptions.DefaultStoreName)]) && HasPolicyWithoutStore(section))
        {
            // Configuration has no order, so the application's first store is not known.
            throw Unknown(
                $"Several stores are configured ({string.Join(", ", all)}), but an upload policy does not name one. "
                + $"Set {name}:{nameof(PresignKitOptions.DefaultStoreName)}, or the policy's {nameof(UploadPolicyOptions.StoreName)}");
        }

        var kit = new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(new AwsEnvironment(screen.Console.Environment.GetValueOrDefault, AwsEnvironment.ReadFile))
            .AddPresignKit(section);

        // The application's package reads it.
        kit.ClaimSection("Endpoints");
        foreach (var distribution in distributions[true])
        {
            kit.ClaimSection($"Stores:{distribution}");
        }

        foreach (var store in all)
        {
            kit.AddS3(store);
        }

        var stores = new ConfiguredStores(kit.Services.BuildServiceProvider(), selected);
        try
        {
            stores.Validate();
            if (!parsed.GetValue(arguments.DownloadsOnly) && selected.FirstOrDefault(store => !HasUploadPolicy(section, store, all)) is { } unknown)
            {
                throw new CommandException(
                    ExitCodes.Usage,
                    CommandCodes.PoliciesUnknown,
                    $"What uploads to store '{unknown}' need is not known: {name}:{nameof(PresignKitOptions.UploadPolicies)} of "
                        + $"{string.Join(", ", files)} has no policy "
                        + "for it, and policies that an application adds in code are not visible here. Configure them, or call EnsureCorsAsync, "
                        + "EnsureBucketPolicyAsync, and EnsureLifecycleAsync of IStoreSetup in the application. If nothing is uploaded to it, use "
                        + "--downloads-only.");
            }

            return stores;
        }
        catch
        {
            stores.Dispose();
            throw;
        }
    }

    public IStoreSetup Open(string store) => _services.GetRequiredKeyedService<IStoreSetup>(store);

    public void Dispose() => _services.Dispose();

    // First of all, so that a misspelt section is reported as such, and not as missing policies.
    private void Validate() => _ = _services.GetRequiredService<IOptions<PresignKitOptions>>().Value;

    private static bool HasPolicyWithoutStore(IConfigurationSection section) => section
        .GetSection(nameof(PresignKitOptions.UploadPolicies))
        .GetChildren()
        .Any(policy => string.IsNullOrEmpty(policy[nameof(UploadPolicyOptions.StoreName)]));

    private static bool HasUploadPolicy(IConfigurationSection section, string store, string[] all)
    {
        var byDefault = section[nameof(PresignKitOptions.DefaultStoreName)] is { Length: > 0 } name ? name : all[0];
        return section.GetSection(nameof(PresignKitOptions.UploadPolicies)).GetChildren().Any(policy => string.Equals(
            policy[nameof(UploadPolicyOptions.StoreName)] is { Length: > 0 } named ? named : byDefault, store, StringComparison.OrdinalIgnoreCase));
    }

    private static string Known(string name, string[] all, IEnumerable<string> distributions)
    {
        bool IsMeant(string store) => string.Equals(store, name, StringComparison.OrdinalIgnoreCase);
        return Array.Find(all, IsMeant)
            ?? throw Unknown(
                distributions.Any(IsMeant)
                    ? $"Store '{name}' is a distribution, which has no bucket of its own. Use the store that is its Origin: one of {string.Join(", ", all)}"
                    : $"Store '{name}' is unknown. Use one of the configured stores: {string.Join(", ", all)}");
    }

    private static CommandException Unknown(string message) => new(ExitCodes.Usage, CommandCodes.StoreUnknown, message + ".");
}
