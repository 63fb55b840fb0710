namespace PresignKit.AspNetCore.Health;

/// <summary>How often the health check asks the stores; between that it gives the last answer.</summary>
public sealed class StoreHealthOptions
{
    /// <summary>How long an answer without errors is good for; at least 1 second.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an answer with errors is good for; at least 1 second.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(30);
}
