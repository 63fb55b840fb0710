namespace PresignKit.Cli;

/// <summary>The exit codes; see docs/cli.md.</summary>
internal static class ExitCodes
{
    /// <summary>Done, with nothing to change.</summary>
    public const int Ok = 0;

    /// <summary>Done, and changes are needed: a profile is overstated, a refusal was explained, or a bucket differs.</summary>
    public const int Finding = 1;

    /// <summary>The command line or the configuration is invalid. Nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The store cannot be reached or refuses these settings.</summary>
    public const int Store = 3;

    /// <summary>An internal error in the tool: EX_SOFTWARE of sysexits.h.</summary>
    public const int Defect = 70;

    /// <summary>Interrupted by Ctrl-C or a signal: 128 plus the number of SIGINT, as in shells.</summary>
    public const int Interrupted = 130;
}
