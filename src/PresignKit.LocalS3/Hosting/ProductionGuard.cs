namespace PresignKit.LocalS3.Hosting;

/// <summary>Refuses to start in production unless the options allow it.</summary>
internal static class ProductionGuard
{
    private const string Production = "Production";

    /// <exception cref="InvalidOperationException">The environment is Production, and the options do not allow it or inject faults.</exception>
    public static void Check(LocalS3Options options, string? environment)
    {
        if (!Production.Equals(environment, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (options.Faults is not null)
        {
            throw new InvalidOperationException(
                $"PresignKit.LocalS3 does not inject faults in the Production environment, whatever {nameof(LocalS3Options.AllowProduction)} is. "
                + $"Do not set {nameof(LocalS3Options.Faults)} of the store there.");
        }

        if (options.AllowProduction)
        {
            return;
        }

        throw new InvalidOperationException(
            "PresignKit.LocalS3 refuses to start in the Production environment: it stores objects on a single disk, without TLS, replication, or user accounts. "
            + $"Use a real store, or set {nameof(LocalS3Options.AllowProduction)} of the store to true. "
            + "On a development machine, set the environment variable DOTNET_ENVIRONMENT or ASPNETCORE_ENVIRONMENT to Development.");
    }

    /// <summary>The environment of a process without a host, read from the two variables. Unlike in a host, no value does not mean Production.</summary>
    public static string? FromVariables() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
}
