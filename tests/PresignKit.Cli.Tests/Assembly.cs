using PresignKit.Cli.Tests.Fakes;

[assembly: AssemblyFixture(typeof(LocalStore))]
