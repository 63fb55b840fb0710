using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore;
using PresignKit.Redis;

// Registration methods are in the namespace where every application looks for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds what several instances of an application share in Redis.</summary>
public static class PresignKitRedisBuilderExtensions
{
    /// <summary>
    /// Counts the slots that users open in Redis, so that all instances share one limit. If Redis cannot be reached, no slot is opened:
    /// clients receive 503 with the code <see cref="EndpointErrorCodes.SlotLedgerUnavailable"/>.
    /// </summary>
    /// <param name="builder">The builder that <c>AddPresignKit</c> returned. <c>AddEndpoints</c> may be called before or after.</param>
    /// <param name="configure">Sets the options; <see cref="RedisSlotLedgerOptions.Configuration"/> or <see cref="RedisSlotLedgerOptions.Connection"/> is required.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PresignKitBuilder AddRedisSlotLedger(this PresignKitBuilder builder, Action<RedisSlotLedgerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<RedisSlotLedgerOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisSlotLedgerOptions>, RedisSlotLedgerValidator>());
        services.TryAddSingleton<RedisConnection>();
        services.RemoveAll<ISlotLedger>();
        services.AddSingleton<ISlotLedger, RedisSlotLedger>();
        return builder;
    }
}
