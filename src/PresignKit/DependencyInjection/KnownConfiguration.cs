using Microsoft.Extensions.Configuration;

namespace PresignKit.DependencyInjection;

/// <summary>The section that the application gave to AddPresignKit, so that a later call without one adds stores with the same settings.</summary>
internal sealed class KnownConfiguration(IConfiguration configuration)
{
    public IConfiguration Configuration => configuration;

    public string Path => PathOf(configuration);

    public static string PathOf(IConfiguration configuration) => (configuration as IConfigurationSection)?.Path ?? "";
}
