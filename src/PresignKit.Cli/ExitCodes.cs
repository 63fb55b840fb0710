namespace PresignKit.Cli;

/// <summary>How the command ends: docs/cli.md.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and nothing to object to.</summary>
    public const int Ok = 0;

    /// <summary>Done, and something has to change: a profile that promises too much, a refusal that was explained, a bucket that differs.</summary>
    public const int Finding = 1;

    /// <summary>The command line or the configuration cannot be used. Nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The store could not be reached or would not work with these settings.</summary>
    public const int Store = 3;

    /// <summary>A defect of the tool itself: EX_SOFTWARE of sysexits.h.</summary>
    public const int Defect = 70;

    /// <summary>Interrupted by Ctrl-C or a signal: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
