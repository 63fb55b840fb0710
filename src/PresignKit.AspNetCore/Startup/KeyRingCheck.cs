using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Logging;

namespace PresignKit.AspNetCore.Startup;

/// <summary>Warns if slot tokens will not survive a restart or a move: the keys are kept only in memory, or the application name is its folder.</summary>
internal sealed class KeyRingCheck(
    IDataProtectionProvider provider,
    IOptions<KeyManagementOptions> keys,
    IOptions<DataProtectionOptions> protection,
    IHostEnvironment environment,
    ILogger<KeyRingCheck> logger) : IHostedService
{
    // Without a configured repository, Data Protection uses the profile's folder (or, on Windows, the registry), otherwise memory.
    private bool IsEphemeral => provider is EphemeralDataProtectionProvider
        || (keys.Value.XmlRepository is null && FileSystemXmlRepository.DefaultKeyStorageDirectory is null && !OperatingSystem.IsWindows());

    private bool IsNamedByFolder => string.Equals(
        Path.TrimEndingDirectorySeparator(protection.Value.ApplicationDiscriminator ?? environment.ContentRootPath),
        Path.TrimEndingDirectorySeparator(environment.ContentRootPath),
        StringComparison.Ordinal);

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
}
