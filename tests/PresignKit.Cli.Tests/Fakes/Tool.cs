namespace PresignKit.Cli.Tests.Fakes;

/// <summary>One run of the tool.</summary>
internal sealed class Tool
{
    public FakeConsole Console { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public CancellationToken Interrupt { get; init; } = TestContext.Current.CancellationToken;

    public Task<int> RunAsync(params string[] arguments) => CommandApp.RunAsync(arguments, Console, Clock, Interrupt);
}
