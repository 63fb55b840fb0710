using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing;

/// <summary>Whether all hashing is left to the platform's own library, such as OpenSSL.</summary>
internal static class PlatformCryptography
{
    /// <summary>The name of the switch: in a project file, <c>&lt;RuntimeHostConfigurationOption Include="..." Value="true" Trim="true" /&gt;</c>.</summary>
    internal const string SwitchName = "PresignKit.SigV4.UsePlatformCryptography";

    /// <summary>Whether the application demands it: where only a validated module may compute (FIPS 140).</summary>
    /// <value>False.</value>
    [FeatureSwitchDefinition(SwitchName)]
    internal static bool IsDemanded { get; } = AppContext.TryGetSwitch(SwitchName, out var isOn) && isOn;

    /// <summary>
    /// Whether it is done. By measurement, this folder's own code wins on x64, for batches and for short texts (<see cref="Sha256.LongestHere"/>). It has
    /// not been measured elsewhere, so elsewhere the platform's library hashes.
    /// </summary>
    // Not stored: so a compiler ahead of time that knows the switch or the architecture leaves out the code that is never used.
    internal static bool IsUsed => IsDemanded || RuntimeInformation.ProcessArchitecture != Architecture.X64;
}
