using System.Runtime.InteropServices;

namespace PresignKit.Testing.Ceph;

/// <summary>A gateway that tests can start: which Ceph it is, and how it is configured.</summary>
/// <param name="Requirement">Its name in <c>PRESIGNKIT_TEST_REQUIRE</c>.</param>
/// <param name="Suite">The Debian release that <c>eng/ceph-suite.sh</c> unpacked it from; null for the machine's own Ceph.</param>
/// <param name="RootVariable">The environment variable with the folder that the release was unpacked into.</param>
public sealed record CephSetup(string Requirement, string? Suite = null, string? RootVariable = null)
{
    /// <summary>This machine's own: Ceph 16 on Debian bookworm, and 18 on trixie.</summary>
    public static CephSetup Machine { get; } = new("ceph");

    public static CephSetup Ceph18 { get; } = new("ceph18", "trixie", "PRESIGNKIT_CEPH18");

    public static CephSetup Ceph20 { get; } = new("ceph20", "forky", "PRESIGNKIT_CEPH20");

    /// <summary>Ceph 20 with <c>rgw_sigv4_insecure</c>, the setting that takes back the fix of CVE-2026-54330.</summary>
    public static CephSetup Ceph20Insecure { get; } = Ceph20 with { Requirement = "ceph20-insecure", IsInsecure = true };

    /// <summary>Whether a role can be assumed. If so, every signature error is AccessDenied, so most tests use a gateway without sessions.</summary>
    public bool HasSessions { get; init; }

    /// <summary>The key that encrypts session tokens; null for the 16 characters of <c>eng/ceph-rgw.sh</c>.</summary>
    public string? SessionKey { get; init; }

    /// <summary>Whether <c>rgw_sigv4_insecure</c> is set.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>The script that starts it, in the folder of the tests.</summary>
    internal string Script => Suite is null ? "ceph-rgw.sh" : "ceph-suite.sh";

    /// <summary>The folder that the release was unpacked into; null for the machine's own Ceph.</summary>
    internal string? Root => Suite is null
        ? null
        : Environment.GetEnvironmentVariable(RootVariable!) is { Length: > 0 } root ? root : Path.Combine(Path.GetTempPath(), $"presignkit-ceph-{Suite}");

    /// <summary>Why it cannot run on this machine; null if it can.</summary>
    public string? Missing()
    {
        if (Suite is null)
        {
            return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "radosgw")))
                ? null
                : "radosgw is not installed. On Debian, run 'eng/ceph-rgw.sh install'.";
        }

        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || Environment.UserName != "root")
        {
            return $"The Ceph of Debian {Suite} runs only as root on Linux (eng/ceph-suite.sh).";
        }

        return File.Exists(Path.Combine(Root!, ".unpacked"))
            ? null
            : $"The Ceph of Debian {Suite} is not in {Root}. As root on Debian, run 'SUITE={Suite} ROOT={Root} eng/ceph-suite.sh install', "
                + $"or set {RootVariable} to its folder.";
    }

    /// <summary>Skips the test if it cannot run, or fails the test if <c>PRESIGNKIT_TEST_REQUIRE</c> lists it.</summary>
    public void Require() => TestRequirement.Check(Requirement, Missing());
}
