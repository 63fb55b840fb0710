namespace PresignKit.AspNetCore;

/// <summary>How often the health check checks the stores. In between, it repeats the last result.</summary>
public sealed class StoreHealthOptions
{
    /// <summary>How long a result without errors is valid. At least 1 second.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a result with errors is valid. At least 1 second.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(30);
}
