using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace PresignKit.AspNetCore.Startup;

/// <summary>
/// Refuses to start if the endpoints are mapped in a way that must not serve requests. It is a startup filter, not a hosted service, so it runs when
/// the pipeline is complete (the endpoints have the conventions of all surrounding groups) and before the server listens.
/// </summary>
internal abstract class StartupCheck : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        Check(app.ApplicationServices);
    };

    /// <summary>Throws an <see cref="InvalidOperationException"/> that says what to change.</summary>
    protected abstract void Check(IServiceProvider services);
}
