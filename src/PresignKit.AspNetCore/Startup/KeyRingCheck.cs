using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Logging;

namespace PresignKit.AspNetCore.Startup;

/// <summary>Warns where slot tokens will not survive: keys in memory only, or an application name that is a folder.</summary>
internal sealed class KeyRingCheck(
    IDataProtectionProvider provider,
    IOptions<KeyManagementOptions> keys,
    IOptions<DataProtectionOptions> protection,
    IHostEnvironment environment,
    ILogger<KeyRingCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsEphemeral)
        {
            EndpointLog.KeysAreEphemeral(logger);
        }
        else if (IsNamedByFolder && !environment.IsDevelopment())
        {
            EndpointLog.NoApplicationName(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Without a repository of its own Data Protection takes the profile's folder (or, on Windows, the registry), else memory.
    private bool IsEphemeral => provider is EphemeralDataProtectionProvider
        || (keys.Value.XmlRepository is null && FileSystemXmlRepository.DefaultKeyStorageDirectory is null && !OperatingSystem.IsWindows());

    private bool IsNamedByFolder => string.Equals(
        Path.TrimEndingDirectorySeparator(protection.Value.ApplicationDiscriminator ?? environment.ContentRootPath),
        Path.TrimEndingDirectorySeparator(environment.ContentRootPath),
        StringComparison.Ordinal);
}
