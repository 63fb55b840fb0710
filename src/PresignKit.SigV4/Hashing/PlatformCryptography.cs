using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace PresignKit.SigV4.Hashing;

/// <summary>Whether all hashing is done by the platform's library, such as OpenSSL.</summary>
internal static class PlatformCryptography
{
    /// <summary>
    /// The name of the switch. In a project file: <c>&lt;RuntimeHostConfigurationOption Include="..." Value="true" Trim="true" /&gt;</c>.
    /// </summary>
    internal const string SwitchName = "PresignKit.SigV4.UsePlatformCryptography";

    /// <summary>Whether the application requires it, because only a validated module is allowed (FIPS 140).</summary>
    /// <value>Default: false.</value>
    [FeatureSwitchDefinition(SwitchName)]
    internal static bool IsDemanded { get; } = AppContext.TryGetSwitch(SwitchName, out var isOn) && isOn;

    /// <summary>
    /// Whether the platform does all hashing. According to measurements, the code in this folder is faster on x64, for batches and for short
    /// texts (<see cref="Sha256.LongestHere"/>). It has not been measured on other processors, so there the platform's library is used.
    /// </summary>
    // Not stored, so that an ahead-of-time compiler that knows the switch or the architecture removes the unused code.
    internal static bool IsUsed => IsDemanded || RuntimeInformation.ProcessArchitecture != Architecture.X64;
}
